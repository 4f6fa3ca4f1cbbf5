using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

public sealed class HoldsTests : InAWorld
{
    [Fact]
    public async Task What_was_rolled_back_is_not_opened_again_until_its_hold_is_lifted()
    {
        var bad = await RolledBackAsync();
        var again = await World.InitiateAsync("1.1.0", id: "again");

        var refusal = (await World.OpenAsync(again)).Decision.Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.Reason.Contains($"/api/holds/{bad}/lift", StringComparison.Ordinal)).ShouldBe(("version_held", true));
        (await LiftAsync(bad)).Decision.Refusal.ShouldBeNull();
        await World.ReplayPoliciesAsync();

        (await World.OpenAsync(again)).Decision.Refusal.ShouldBeNull();
        await World.UntilAsync(again, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task A_held_version_is_no_target_of_a_rollback_either()
    {
        await RolledBackAsync();
        var good = await World.ShipAsync("1.2.0");

        (await World.RollBackAsync(good, ReleaseVersion.Parse("1.1.0"))).Decision.Refusal.ShouldNotBeNull().Code.ShouldBe("version_held");
        (await World.RollBackAsync(good)).Deployment.Rollback!.TargetVersion.ShouldBe(ReleaseVersion.Parse("1.0.0"));
    }

    [Fact]
    public async Task What_is_not_held_is_not_lifted()
    {
        await World.StartAsync();
        var id = await World.ShipAsync("1.0.0");

        (await LiftAsync(id)).Decision.Refusal.ShouldNotBeNull().Code.ShouldBe("version_not_held");
        (await LiftAsync(DeploymentId.Parse("nobody"))).Decision.Refusal.ShouldNotBeNull().Code.ShouldBe("deployment_unknown");
    }

    private async Task<DeploymentId> RolledBackAsync()
    {
        await World.StartAsync();
        await World.ShipAsync("1.0.0");
        var bad = await World.ShipAsync("1.1.0");
        await World.SettledAsync();
        await World.RollBackAsync(bad);
        await World.UntilAsync(bad, d => d.Rollback is not null);
        await World.UntilAsync((await World.LoadAsync(bad)).Rollback!.RollbackId, d => d.Phase is Phase.Completed);
        await World.SettledAsync();
        return bad;
    }

    private Task<Accepted> LiftAsync(DeploymentId id) =>
        World.Get<HoldDesk>().LiftAsync(id, "the data is repaired", World.Ask(), CancellationToken.None);
}
