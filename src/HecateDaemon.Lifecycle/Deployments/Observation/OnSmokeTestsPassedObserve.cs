using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Effect: a fresh release is watched until its window is over, or until something bad is seen.</summary>
internal sealed class OnSmokeTestsPassedObserve(
    ShippingCatalogue catalogue, IEnumerable<IObserver> observers, TimeProvider clock) : IEffect
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    public string Name => "on_smoke_tests_passed_observe";

    public Station After => Station.SmokeTestsPassed;

    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct)
    {
        var environment = catalogue.EnvironmentOf(seen);
        var looks = new List<Observed>();
        foreach (var observer in observers)
        {
            looks.Add(await observer.LookAsync(seen, ct));
        }

        return looks.Find(l => l is Observed.Sick) is { } sick
            ? new Step.Failed(new ObservationFailed { Reason = sick.Evidence })
            : Judge(environment, looks, clock.GetUtcNow() - seen.Since);
    }

    private static Step Judge(TargetEnvironment environment, List<Observed> looks, TimeSpan watched)
    {
        var window = environment.ObservationWindow;
        var left = window - watched;
        var unsettled = looks.Find(l => l is Observed.Unsettled);
        return (unsettled, left) switch
        {
            (_, { Ticks: > 0 }) => Step.WaitFor($"the observation window of {window} to end", left < BetweenLooks ? left : BetweenLooks),
            ({ Evidence: var what }, _) when watched > window + environment.RolloutDeadline =>
                new Step.Failed(new ObservationFailed { Reason = $"it did not settle within {environment.RolloutDeadline} after the window: {what}" }),
            ({ Evidence: var what }, _) => Step.WaitFor($"it to settle: {what}", BetweenLooks),
            _ => new Step.Reached(new ObservationPassed
            {
                Evidence = $"watched for {window}: {string.Join("; ", looks.Select(l => l.Evidence))}",
                Looked = window > TimeSpan.Zero && looks.Exists(l => l is Observed.Healthy),
            }),
        };
    }
}
