namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// Effect: the strategy's next step is taken; after its last one the deployment is concluded, or a person is asked to, as the
/// environment says.
/// </summary>
internal sealed class OnObservationPassedMaybeConclude(ITakeSteps steps) : IEffect
{
    public string Name => "on_observation_passed_maybe_conclude";

    public Station After => Station.ObservationPassed;

    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct) =>
        await steps.NextAsync(seen, ct)
        ?? (seen.Plan!.AutoConclude
            ? new Step.Conclude()
            : Step.NeedPerson("a person to conclude it: this environment does not conclude by itself"));
}
