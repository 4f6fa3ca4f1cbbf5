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
        var window = catalogue.EnvironmentOf(seen).ObservationWindow;
        var evidence = new List<string>();
        foreach (var observer in observers)
        {
            var observed = await observer.LookAsync(seen, ct);
            if (!observed.Healthy)
            {
                return new Step.Failed(new ObservationFailed { Reason = observed.Evidence });
            }

            evidence.Add(observed.Evidence);
        }

        var left = seen.Since + window - clock.GetUtcNow();
        return left > TimeSpan.Zero
            ? Step.WaitFor($"the observation window of {window} to end", left < BetweenLooks ? left : BetweenLooks)
            : new Step.Reached(new ObservationPassed { Evidence = $"watched for {window}: {string.Join("; ", evidence)}" });
    }
}
