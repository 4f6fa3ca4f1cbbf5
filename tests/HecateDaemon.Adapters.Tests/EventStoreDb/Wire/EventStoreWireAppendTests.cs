using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using WireDuration = Google.Protobuf.WellKnownTypes.Duration;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

public sealed class EventStoreWireAppendTests : EventStoreWire
{
    [Fact]
    public async Task A_wrong_expected_version_is_an_answer_not_a_failure()
    {
        (await AppendAsync(At(3), Message("a"))).WrongExpectedVersion.CurrentRevisionOptionCase
            .ShouldBe(AppendResp.Types.WrongExpectedVersion.CurrentRevisionOptionOneofCase.CurrentNoStream);
        await AppendAsync(NoStream, Message("a"), Message("b"));

        (await AppendAsync(At(7), Message("c"))).WrongExpectedVersion.CurrentRevision.ShouldBe(1UL);
        (await AppendAsync(NoStream, Message("c"))).WrongExpectedVersion.CurrentRevision.ShouldBe(1UL);
    }

    [Fact]
    public async Task Among_others_it_is_a_detail()
    {
        var none = (await BatchAsync(Batched(3, Message("a")))).Error;
        none.Code.ShouldBe(6);
        EventStoreBatchError.Detail(none, WrongExpectedVersion.Parser)!.HasCurrentStreamRevision.ShouldBeFalse();
        await AppendAsync(NoStream, Message("a"));

        EventStoreBatchError.Detail((await BatchAsync(Batched(7, Message("b")))).Error, WrongExpectedVersion.Parser)!
            .CurrentStreamRevision.ShouldBe(0UL);
    }

    [Fact]
    public async Task A_repeat_at_an_explicit_version_is_told_the_first_time_s_revision_and_position()
    {
        var first = await AppendAsync(NoStream, Message("a"), Message("b"));
        var second = await AppendAsync(At(1), Message("c"));
        await AppendAsync(At(2), Message("d"));

        (await AppendAsync(NoStream, Message("a"), Message("b"))).ShouldBe(first);
        (await AppendAsync(At(1), Message("c"))).ShouldBe(second);
        var among = (await BatchAsync(Batched(null, Message("a"), Message("b")))).Success;
        (among.CurrentRevision, among.Position.CommitPosition).ShouldBe((1UL, first.Success.Position.CommitPosition));
    }

    [Fact]
    public async Task A_repeat_in_part_is_one_only_if_it_is_the_beginning()
    {
        await AppendAsync(NoStream, Message("a"), Message("b"), Message("c"));

        (await AppendAsync(NoStream, Message("a"))).Success.CurrentRevision.ShouldBe(0UL);
        (await AppendAsync(NoStream, Message("a"), Message("x"))).WrongExpectedVersion.ShouldNotBeNull();
        (await AppendAsync(At(1), Message("c"), Message("d"))).WrongExpectedVersion.ShouldNotBeNull();
    }

    [Fact]
    public async Task Only_ids_are_compared_and_only_behind_the_expected_version()
    {
        await AppendAsync(NoStream, Message("a", """{"first":true}"""));

        (await AppendAsync(NoStream, Message("a", """{"first":false}"""))).Success.CurrentRevision.ShouldBe(0UL);
        (await AppendAsync(At(0), Message("a"))).Success.CurrentRevision.ShouldBe(1UL);

        var events = await ReadAsync(EventStoreReads.StreamFrom(Stream, 0));
        events[0].Event.Event.Data.ToStringUtf8().ShouldBe("""{"first":true}""");
    }

    [Fact]
    public async Task A_softly_deleted_stream_goes_on_with_its_numbers()
    {
        await AppendAsync(NoStream, Message("a"), Message("b"));
        await DeleteAsync();
        (await AppendAsync(NoStream, Message("c"))).Success.CurrentRevision.ShouldBe(2UL);
        await DeleteAsync();
        (await AppendAsync(At(2), Message("d"))).Success.CurrentRevision.ShouldBe(3UL);

        (await AppendAsync(NoStream, Message("c"))).WrongExpectedVersion.CurrentRevision.ShouldBe(3UL);
    }

    [Fact]
    public async Task What_is_repeated_but_cannot_be_read_any_more_has_no_position()
    {
        await AppendAsync(NoStream, Message("a"));
        await AppendAsync(At(0), Message("b"));
        await AppendToAsync($"$${Stream}", NoStream, Message("m", """{"$maxCount":1}""", "$metadata"));

        (await AppendAsync(NoStream, Message("a"))).Success.Position.ShouldBeNull();
        (await BatchAsync(Batched(null, Message("a")))).Success.Position.ShouldBeNull();
    }

    [Fact]
    public async Task A_stream_that_is_deleted_for_ever_takes_nothing()
    {
        await AppendAsync(NoStream, Message("a"));
        await TombstoneAsync();

        var failed = await Should.ThrowAsync<RpcException>(() => AppendAsync(At(0), Message("b")));
        (failed.StatusCode, failed.Trailers.GetValue("exception")).ShouldBe((StatusCode.FailedPrecondition, "stream-deleted"));
        var error = (await BatchAsync(Batched(0, Message("b")))).Error;
        error.Code.ShouldBe(5);
        EventStoreBatchError.Detail(error, StreamDeleted.Parser).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_mebibyte_is_the_most()
    {
        var failed = await Should.ThrowAsync<RpcException>(() => AppendAsync(NoStream, Message("a", new string(' ', 1_048_577))));

        (failed.StatusCode, failed.Trailers.GetValue("exception")).ShouldBe((StatusCode.InvalidArgument, "maximum-append-size-exceeded"));
        var error = (await BatchAsync(Batched(null, Message("a", new string(' ', 1_048_577))))).Error;
        EventStoreBatchError.Detail(error, MaximumAppendSizeExceeded.Parser)!.MaxAppendSize.ShouldBe(1_048_576U);
    }

    [Fact]
    public async Task Among_others_an_append_may_come_in_chunks_and_a_deadline_of_nothing_is_over()
    {
        var (begin, end) = (Batched(null, Message("a")), Batched(null, Message("b")));
        begin.IsFinal = false;
        end.Options = null;
        (await BatchAsync(begin, end)).Success.CurrentRevision.ShouldBe(1UL);

        var late = Batched(1, Message("c"));
        late.Options.Deadline = new WireDuration();
        (await BatchAsync(late)).Error.Code.ShouldBe(4);
    }

    [Fact]
    public async Task An_answer_among_others_carries_the_id_of_its_request_in_the_form_of_its_request()
    {
        var request = Batched(null, Message("a"));
        request.CorrelationId = new UUID { String = "6e8bc430-9c3a-11d9-9669-0800200c9a66" };

        (await BatchAsync(request)).CorrelationId.ShouldBe(request.CorrelationId);
    }

    [Fact]
    public async Task A_type_that_is_missing_is_refused_in_both_ways()
    {
        var without = Message("a");
        without.Metadata.Remove("type");

        (await Should.ThrowAsync<RpcException>(() => AppendAsync(NoStream, without))).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        (await BatchAsync(Batched(null, without))).Error.Code.ShouldBe(3);
    }
}
