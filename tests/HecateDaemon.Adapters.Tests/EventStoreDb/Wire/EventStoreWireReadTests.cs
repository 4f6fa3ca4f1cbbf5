using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using static HecateDaemon.Adapters.Tests.EventLog.Events;
using Answer = HecateDaemon.Adapters.EventStoreDb.Wire.ReadResp.ContentOneofCase;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

public sealed class EventStoreWireReadTests : EventStoreWire
{
    [Fact]
    public async Task A_stream_is_read_from_a_revision_on_and_its_end_is_told()
    {
        await AppendAsync(NoStream, Message("a"), Message("b"), Message("c"));

        (await KindsAsync(EventStoreReads.StreamFrom(Stream, 1))).ShouldBe([Answer.Event, Answer.Event, Answer.LastStreamPosition]);
        (await KindsAsync(EventStoreReads.StreamFrom(Stream, 3))).ShouldBe([Answer.LastStreamPosition]);
        (await KindsAsync(EventStoreReads.StreamFrom(Stream, 99))).ShouldBe([Answer.FirstStreamPosition, Answer.LastStreamPosition]);
        var last = await ReadAsync(EventStoreReads.LastOf(Stream));
        last[0].Event.Event.StreamRevision.ShouldBe(2UL);
    }

    [Fact]
    public async Task A_stream_that_is_missing_or_softly_deleted_is_not_found_and_one_deleted_for_ever_fails()
    {
        (await KindsAsync(EventStoreReads.StreamFrom(Stream, 0))).ShouldBe([Answer.StreamNotFound]);
        await AppendAsync(NoStream, Message("a"));
        await DeleteAsync();
        (await KindsAsync(EventStoreReads.LastOf(Stream))).ShouldBe([Answer.StreamNotFound]);
        await TombstoneAsync();

        var failed = await Should.ThrowAsync<RpcException>(() => ReadAsync(EventStoreReads.StreamFrom(Stream, 0)));
        (failed.StatusCode, failed.Trailers.GetValue("exception")).ShouldBe((StatusCode.FailedPrecondition, "stream-deleted"));
    }

    [Fact]
    public async Task Of_a_stream_that_is_cut_off_only_the_rest_is_shown()
    {
        await AppendAsync(NoStream, Message("a"), Message("b"), Message("c"));
        await AppendToAsync($"$${Stream}", NoStream, Message("m", """{"$maxCount":1}""", "$metadata"));

        var events = await ReadAsync(EventStoreReads.StreamFrom(Stream, 0));

        events.Where(e => e.Event is not null).Select(e => e.Event.Event.StreamRevision).ShouldBe([2UL]);
    }

    [Fact]
    public async Task What_is_not_JSON_by_name_is_octets_and_an_id_has_two_forms()
    {
        var text = Message("a", "plain", contentType: "text/plain");
        text.Id = new UUID { String = Id("a").ToString() };
        await AppendAsync(NoStream, text, Message("b", "no JSON at all"));
        var request = EventStoreReads.StreamFrom(Stream, 0);
        request.Options.UuidOption = new() { String = new Empty() };

        var events = await ReadAsync(request);

        events[0].Event.Event.Id.String.ShouldBe(Id("a").ToString());
        events[0].Event.Event.Metadata["content-type"].ShouldBe("application/octet-stream");
        events[1].Event.Event.Metadata["content-type"].ShouldBe("application/json");
        EventStoreEvents.Id(events[1].Event.Event.Id).ShouldBe(Id("b"));
    }

    [Fact]
    public async Task A_filtered_subscription_confirms_shows_catches_up_and_goes_on_behind_a_position()
    {
        await AppendAsync(NoStream, Message("a"), Message("b"));
        await AppendToAsync(OfOthers, NoStream, Message("x"));
        await AppendAsync(At(1), Message("c"));
        var (from, kinds) = await UntilCaughtUpAsync(position: null);
        kinds[0].ShouldBe(Answer.Confirmation);
        from.Select(e => e.StreamRevision).ShouldBe([0UL, 1UL, 2UL]);
        from.ShouldAllBe(e => e.CommitPosition == e.PreparePosition);

        var behind = new ReadReq.Types.Options.Types.Position
        {
            CommitPosition = from[0].CommitPosition,
            PreparePosition = from[0].PreparePosition,
        };

        (await UntilCaughtUpAsync(behind)).Events.Select(e => e.StreamRevision).ShouldBe([1UL, 2UL]);
    }

    [Fact]
    public async Task A_checkpoint_of_a_filtered_subscription_loses_nothing_to_who_goes_on_from_it()
    {
        await AppendAsync(NoStream, Message("a"));
        await AppendToAsync(OfOthers, NoStream, [.. Enumerable.Range(0, 2500).Select(n => Message($"x{n}"))]);
        await AppendAsync(At(0), Message("b"));

        var checkpoints = 0;
        using var call = Client.Read(EventStoreReads.SubscribeAfter(null, Names), Options);
        await foreach (var answer in call.ResponseStream.ReadAllAsync(Ct).TakeWhile(a => a.CaughtUp is null))
        {
            if (answer.Checkpoint is { } checkpoint)
            {
                checkpoints++;
                var rest = (await UntilCaughtUpAsync(new()
                {
                    CommitPosition = checkpoint.CommitPosition,
                    PreparePosition = checkpoint.PreparePosition,
                })).Events;
                rest[^1].StreamRevision.ShouldBe(1UL);
            }
        }

        checkpoints.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_subscription_from_beyond_the_end_is_taken_and_goes_live()
    {
        await AppendAsync(NoStream, Message("a"));

        (await UntilCaughtUpAsync(new() { CommitPosition = 1UL << 50, PreparePosition = 1UL << 50 })).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_read_that_leaves_out_its_filter_or_counts_to_nothing_is_refused()
    {
        var without = EventStoreReads.LastOfAll();
        without.Options.NoFilter = null;
        (await Should.ThrowAsync<RpcException>(() => ReadAsync(without))).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        await AppendAsync(NoStream, Message("a"));
        var nothing = EventStoreReads.StreamFrom(Stream, 0);
        nothing.Options.Count = 0;
        (await Should.ThrowAsync<RpcException>(() => ReadAsync(nothing))).StatusCode.ShouldBe(StatusCode.Unknown);
    }

    [Fact]
    public async Task Nothing_of_others_and_no_link_and_no_mark_of_a_deletion_reaches_a_reader()
    {
        var log = await LogAsync();
        await AppendToAsync(OfOthers, NoStream, Message("x", "no JSON", "OrderPlaced", "text/plain"));
        await AppendAsync(NoStream, Message("a"), Message("l", $"0@{OfOthers}", "$>", "text/plain"), Message("b"));
        (await log.ReadStreamAsync("deployment-1", -1, Ct).ToListAsync(Ct)).Select(e => e.Version).ShouldBe([0, 2]);
        await TombstoneAsync();
        await log.AppendAsync("deployment-2", -1, [Event("c")], Ct);

        var all = await log.ReadAllAsync(-1, Ct).ToListAsync(Ct);
        all[^1].Id.ShouldBe(Id("c"));
        all.ShouldAllBe(e => e.Type == "thing_happened_v1");
        (await log.SubscribeAsync(all[0].Position, Ct).Take(all.Count - 1).ToListAsync(Ct)).Select(e => e.Id)
            .ShouldBe(all.Skip(1).Select(e => e.Id));
    }

    private string OfOthers => $"other_{Names.Prefix}orders-1";

    private async Task<List<Answer>> KindsAsync(ReadReq request) => [.. (await ReadAsync(request)).Select(a => a.ContentCase)];

    private async Task<(List<ReadResp.Types.ReadEvent.Types.RecordedEvent> Events, List<Answer> Kinds)> UntilCaughtUpAsync(
        ReadReq.Types.Options.Types.Position? position)
    {
        using var call = Client.Read(EventStoreReads.SubscribeAfter(position, Names), Options);
        var answers = await call.ResponseStream.ReadAllAsync(Ct).TakeWhile(a => a.CaughtUp is null).ToListAsync(Ct);
        return ([.. answers.Where(a => a.Event is not null).Select(a => a.Event.Event)], [.. answers.Select(a => a.ContentCase)]);
    }
}
