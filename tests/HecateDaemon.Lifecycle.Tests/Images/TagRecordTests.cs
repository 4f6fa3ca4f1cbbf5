using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Images;

public sealed class TagRecordTests
{
    private static readonly Digest Other = Digest.Parse("sha256:" + new string('e', 64));

    [Fact]
    public void A_tag_that_is_not_there_yet_is_nothing_to_remember() => Decide(TagRecord.Unseen, null).ShouldBeNull();

    [Fact]
    public void The_first_sight_is_remembered_and_the_second_is_no_news()
    {
        var seen = Decide(TagRecord.Unseen, Story.Digest).ShouldBeOfType<ImageTagSeen>();

        seen.Digest.ShouldBe(Story.Digest);
        Decide(TagRecord.Unseen.Evolve(seen), Story.Digest).ShouldBeNull();
    }

    [Fact]
    public void A_tag_that_moved_is_told_once_with_both_digests()
    {
        var moved = Decide(Seen, Other).ShouldBeOfType<ImageTagMutated>();

        (moved.Digest, moved.Found).ShouldBe((Story.Digest, Other));
        Decide(Seen.Evolve(moved), Other).ShouldBeNull();
    }

    [Fact]
    public void A_tag_that_vanished_is_told_once_and_again_when_it_comes_back_as_something_else()
    {
        var vanished = Decide(Seen, null).ShouldBeOfType<ImageTagMutated>();

        vanished.Found.ShouldBeNull();
        Decide(Seen.Evolve(vanished), null).ShouldBeNull();
        Decide(Seen.Evolve(vanished), Other).ShouldBeOfType<ImageTagMutated>().Found.ShouldBe(Other);
    }

    [Fact]
    public void A_tag_that_is_again_what_it_was_is_forgiven()
    {
        var moved = Seen.Evolve(Decide(Seen, Other)!);

        var restored = Decide(moved, Story.Digest).ShouldBeOfType<ImageTagRestored>();

        moved.Evolve(restored).Mutation.ShouldBeNull();
        moved.Evolve(restored).First.ShouldBe(Story.Digest);
    }

    private static TagRecord Seen => TagRecord.Unseen.Evolve(Decide(TagRecord.Unseen, Story.Digest)!);

    private static ImageLedgerEvent? Decide(TagRecord record, Digest? digest) => record.Decide(
        new(Story.Division, Story.Version, ImageName.Parse(World.Image), "v0.7.3", digest), Story.Noon);
}
