using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Tests.Deployments;

namespace HecateDaemon.Lifecycle.Tests.Images;

/// <summary>The station where the image is looked at, with what the environment asks of it.</summary>
public sealed class VerifyImageTests : InAWorld
{
    [Fact]
    public async Task What_is_only_asked_for_is_told_and_ships()
    {
        World.Production = World.Production with { ImageDeadline = TimeSpan.FromDays(30) };
        World.Outside.Origins["v1.0.0"] = ImageOrigin.Unsaid;
        await World.StartAsync();

        var seen = await World.LoadAsync(await World.ShipAsync("1.0.0"));

        var findings = seen.Image!.Findings.ShouldNotBeNull();
        findings.Select(f => (f.Check, f.Verdict)).ShouldBe(
            [("origin", FindingVerdict.Doubtful), ("platforms", FindingVerdict.CannotTell)]);
        findings[0].Detail.ShouldStartWith("local build suspected");
    }

    [Fact]
    public async Task What_is_required_is_waited_for_and_goes_on_when_it_is_there()
    {
        World.Production = World.Production with { Image = new() { Origin = Demand.Require, Platforms = Demand.Off } };
        await World.StartAsync();
        World.Outside.Tag("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        World.Outside.Origins["v1.0.0"] = ImageOrigin.Unsaid;
        World.Outside.Push("1.0.0");

        var waiting = await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true });

        waiting.Waiting!.WaitingFor.ShouldStartWith($"image {World.Image}:v1.0.0 to be as production requires it: local build suspected");
        World.Outside.Acts.ShouldBeEmpty();
        World.Outside.Origins["v1.0.0"] = new(World.Outside.Tags["v1.0.0"], null, null);
        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task Nodes_that_the_image_is_not_for_and_a_missing_signature_are_found_where_they_are_asked_for()
    {
        World.Production = World.Production with { Image = new() { Origin = Demand.Off, Platforms = Demand.Require, Signature = Demand.Require } };
        World.Outside.Nodes = ["linux/arm64"];
        await World.StartAsync();
        World.Outside.Tag("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        World.Outside.Origins["v1.0.0"] = ImageOrigin.Unsaid;
        World.Outside.Push("1.0.0");

        var waiting = (await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true })).Waiting!.WaitingFor;

        waiting.ShouldContain("the cluster has nodes of linux/arm64, which it is not for");
        waiting.ShouldContain("is not signed: there is no sha256-aaaa");
        World.Outside.Nodes = ["linux/amd64"];
        World.Outside.Signature = new SignatureSeen.Verified();
        (await World.UntilAsync(id, d => d.Phase is Phase.Completed)).Image!.Findings!
            .ShouldAllBe(f => f.Verdict == FindingVerdict.Holds);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_signature_beside_the_image_is_seen(bool byTag)
    {
        World.Production = World.Production with { Image = new() { Origin = Demand.Off, Platforms = Demand.Off, Signature = Demand.Warn } };
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var digest = World.Outside.Images["v1.0.0"];
        if (byTag)
        {
            World.Outside.Images[$"{digest.ToString().Replace(':', '-')}.sig"] = digest;
        }
        else
        {
            World.Outside.Referrers = [new(digest, "application/spdx+json"), new(digest, "application/vnd.dev.cosign.artifact.sig.v1+json")];
        }

        var id = await World.SetOutAsync("1.0.0");

        (await World.UntilAsync(id, d => d.Phase is Phase.Completed)).Image!.Findings!
            .ShouldHaveSingleItem().Detail.ShouldContain("whose signature it is was not verified");
    }

    [Fact]
    public async Task Where_CI_has_failed_nobody_waits_for_its_image()
    {
        World.Ci = new CiAccess.GitHub(new("https://api.example.org/"), "org/app");
        await World.StartAsync();
        World.Outside.Tag("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        World.Outside.Ci = new(CiState.Running, "build not done yet");
        await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: false } w && w.WaitingFor.EndsWith("it is at work", StringComparison.Ordinal));

        World.Outside.Ci = new(CiState.Red, "build failed");

        (await World.UntilAsync(id, d => d.Waiting is { NeedsPerson: true })).Waiting!.WaitingFor.ShouldEndWith("CI has failed, build failed");
    }

    [Fact]
    public async Task A_way_back_does_not_wait_for_labels()
    {
        await World.StartAsync();
        await World.ShipAsync("1.0.0");
        await World.ShipAsync("1.1.0");
        await World.StopAsync();
        World.Production = World.Production with { Image = new() { Origin = Demand.Require } };
        await World.StartAsync();

        var id = Lifecycle.Values.DeploymentId.Parse("d1-1-0");
        var back = (await World.RollBackAsync(id)).Deployment.Rollback!.RollbackId;

        (await World.UntilAsync(back, d => d.Phase is Phase.Completed)).Outcome.ShouldBe(Outcome.Shipped);
    }
}
