using HecateDaemon.Lifecycle.Leadership;

namespace HecateDaemon.Adapters.Tests.Leadership;

public sealed class InMemoryLeasesTests : LeasesContract
{
    protected override Task<(IKeepLeases One, IKeepLeases Two)> NewLeasesAsync()
    {
        var leases = new InMemoryLeases();
        return Task.FromResult<(IKeepLeases, IKeepLeases)>((leases, leases));
    }
}
