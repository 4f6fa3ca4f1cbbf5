namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Effect: at the end of the road the deployment is concluded, or a person is asked to, as the environment says.</summary>
internal sealed class OnObservationPassedMaybeConclude : IEffect
{
    public string Name => "on_observation_passed_maybe_conclude";

    public Station After => Station.ObservationPassed;

    public Task<Step> RunAsync(Deployment seen, CancellationToken ct) => Task.FromResult(
        seen.Plan!.AutoConclude
            ? new Step.Conclude()
            : Step.NeedPerson("a person to conclude it: this environment does not conclude by itself"));
}
