using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>Observes a fresh release by its smoke tests: one that no longer passes, patience and all, fails it.</summary>
internal sealed class ProbesObserver(ShippingCatalogue catalogue, SmokeTestRun run) : IObserver
{
    public async Task<Observed> LookAsync(Deployment deployment, CancellationToken ct)
    {
        var environment = catalogue.EnvironmentOf(deployment);
        var outcomes = await run.RunPatientlyAsync(environment, deployment.DivisionId, deployment.Version, ct);
        var failed = outcomes.Where(o => !o.Passed).Select(o => $"{o.Test}: {o.Detail}").ToList();
        return failed.Count > 0 ? new Observed.Sick($"smoke test failed: {string.Join("; ", failed)}")
            : outcomes.Count > 0 ? new Observed.Healthy($"{outcomes.Count} smoke tests still pass")
            : new Observed.Nothing("no smoke tests to run here");
    }
}
