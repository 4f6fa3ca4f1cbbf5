using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Tests.Deployments;

namespace HecateDaemon.Lifecycle.Tests.Reconciliation;

public sealed class VerifiedReleasesTests : InAWorld
{
    [Fact]
    public async Task What_was_verified_of_the_release_that_is_live_is_known_and_of_the_next_one_once_it_is()
    {
        await World.StartAsync();
        var images = World.Get<IKnowVerifiedImages>();
        (await images.OfAsync(Story.Environment, Story.Division, CancellationToken.None)).ShouldBeNull();

        foreach (var version in new[] { "1.0.0", "1.1.0" })
        {
            await World.ShipAsync(version);

            await World.UntilAsync(async () => (await images.OfAsync(Story.Environment, Story.Division, CancellationToken.None))?.Tag == $"v{version}");
            (await images.OfAsync(Story.Environment, Story.Division, CancellationToken.None))!.Digests.ShouldContain(World.Outside.Images[$"v{version}"]);
        }
    }
}
