using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Tests.Deployments;

namespace HecateDaemon.Lifecycle.Tests.Images;

public sealed class PlatformsRuleTests
{
    [Theory]
    [InlineData("linux/amd64,linux/arm64", "linux/amd64,linux/arm64,linux/arm64")]
    [InlineData("linux/arm64/v8", "linux/arm64")]
    [InlineData("linux/arm/v7", "linux/arm")]
    [InlineData("linux/arm64", "linux/arm64/v8")]
    public void An_image_for_every_node_will_run_everywhere(string image, string nodes) =>
        Judge(image, nodes.Split(',')).Verdict.ShouldBe(FindingVerdict.Holds);

    [Theory]
    [InlineData("linux/amd64", "linux/amd64,linux/arm64", "linux/arm64, which it is not for")]
    [InlineData("linux/amd64", "windows/amd64", "windows/amd64, which it is not for")]
    [InlineData("linux/arm/v7", "linux/arm64", "linux/arm64, which it is not for")]
    public void A_node_that_it_is_not_for_is_named(string image, string nodes, string told)
    {
        var finding = Judge(image, nodes.Split(','));

        finding.Verdict.ShouldBe(FindingVerdict.Doubtful);
        finding.Detail.ShouldEndWith(told);
    }

    [Fact]
    public void Where_nobody_knows_nothing_is_claimed()
    {
        Judge("linux/amd64", null).Verdict.ShouldBe(FindingVerdict.CannotTell);
        Judge("linux/amd64", []).Verdict.ShouldBe(FindingVerdict.CannotTell);
        PlatformsRule.Judge(new(Story.Digest, []), ["linux/amd64"], "the nodes are").Verdict.ShouldBe(FindingVerdict.CannotTell);
    }

    private static ImageFinding Judge(string platforms, string[]? nodes) =>
        PlatformsRule.Judge(new(Story.Digest, [.. platforms.Split(',').Select(p => new PlatformImage(p, Story.Digest))]), nodes, "the cluster has nodes of");
}
