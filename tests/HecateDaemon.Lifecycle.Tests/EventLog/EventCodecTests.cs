using System.Text;
using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Tests.EventLog;

public sealed class EventCodecTests
{
    private static readonly EventMetadata Metadata = new()
    {
        Actor = Actor.Peer(1000, 1001, 4242, "ann"),
        Reason = "because",
        CorrelationId = new Guid("11111111-1111-4111-8111-111111111111"),
        CausationId = new Guid("22222222-2222-4222-8222-222222222222"),
        CommandId = new Guid("33333333-3333-4333-8333-333333333333"),
    };

    private readonly EventCodec codec = new(
    [
        EventType.Of("lamp_lit_v1", EventCodecTestsJson.Default.LampLit),
        EventType.Of("lamp_put_out_v1", EventCodecTestsJson.Default.LampPutOut),
    ]);

    [Fact]
    public void What_was_encoded_is_decoded_by_its_wire_name()
    {
        var encoded = codec.Encode(new LampLit("hall"), index: 0, Metadata);

        encoded.Type.ShouldBe("lamp_lit_v1");
        Text(encoded.Data).ShouldBe("""{"where":"hall"}""");
        codec.WireNameOf(new LampPutOut("hall")).ShouldBe("lamp_put_out_v1");
        codec.Decode(Stored(encoded)).ShouldBe(new LampLit("hall"));
    }

    [Fact]
    public void Metadata_keeps_its_names_on_the_wire()
    {
        var encoded = codec.Encode(new LampLit("hall"), index: 0, Metadata);

        Text(encoded.Metadata).ShouldBe(
            """
            {"actor":{"kind":"peer","uid":1000,"gid":1001,"pid":4242,"name":"ann"},"reason":"because",
            "$correlationId":"11111111-1111-4111-8111-111111111111","$causationId":"22222222-2222-4222-8222-222222222222",
            "command_id":"33333333-3333-4333-8333-333333333333","schema":1}
            """.ReplaceLineEndings(""));
        EventCodec.MetadataOf(Stored(encoded)).ShouldBe(Metadata);
    }

    [Fact]
    public void The_same_command_gives_its_nth_event_the_same_id()
    {
        var first = codec.Encode(new LampLit("hall"), index: 0, Metadata);

        codec.Encode(new LampLit("hall"), index: 0, Metadata with { CausationId = Guid.Empty }).Id.ShouldBe(first.Id);
        codec.Encode(new LampLit("hall"), index: 1, Metadata).Id.ShouldNotBe(first.Id);
        codec.Encode(new LampLit("hall"), index: 0, Metadata with { CommandId = Guid.Empty }).Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public void A_stored_type_that_nobody_knows_is_named_with_its_place()
    {
        var stored = Stored(codec.Encode(new LampLit("hall"), index: 0, Metadata)) with { Type = "lamp_stolen_v1" };

        Should.Throw<InvalidDataException>(() => codec.Decode(stored)).Message.ShouldStartWith("lamp-1@7 holds 'lamp_stolen_v1'");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"where\":7}")]
    [InlineData("{\"where\":\"hall\"")]
    [InlineData("")]
    public void Stored_bytes_that_are_not_the_event_are_named_with_their_place(string json)
    {
        var stored = Stored(codec.Encode(new LampLit("hall"), index: 0, Metadata)) with
        {
            Data = Encoding.UTF8.GetBytes(json),
            Metadata = Encoding.UTF8.GetBytes(json),
        };

        Should.Throw<InvalidDataException>(() => codec.Decode(stored)).Message.ShouldStartWith("lamp-1@7 ('lamp_lit_v1')");
        Should.Throw<InvalidDataException>(() => EventCodec.MetadataOf(stored)).Message.ShouldStartWith("lamp-1@7 ('lamp_lit_v1')");
    }

    [Fact]
    public void Two_types_cannot_share_a_wire_name()
    {
        Should.Throw<ArgumentException>(() => new EventCodec(
        [
            EventType.Of("lamp_lit_v1", EventCodecTestsJson.Default.LampLit),
            EventType.Of("lamp_lit_v1", EventCodecTestsJson.Default.LampPutOut),
        ]));
    }

    /// <summary>How a meaning changes: the old type keeps its line and its record, and says what it is today.</summary>
    [Fact]
    public void What_was_stored_in_a_former_version_is_read_in_the_present_one()
    {
        var today = new EventCodec(
        [
            EventType.Was("lamp_lit_v1", EventCodecTestsJson.Default.LampLit, v1 => new LampLitV2(v1.Where, Watts: 40)),
            EventType.Was("lamp_lit_v2", EventCodecTestsJson.Default.LampLitV2, v2 => new LampLitV3(v2.Where, v2.Watts * 1000)),
            EventType.Of("lamp_lit_v3", EventCodecTestsJson.Default.LampLitV3),
        ]);

        today.Decode(Stored(codec.Encode(new LampLit("hall"), index: 0, Metadata))).ShouldBe(new LampLitV3("hall", 40_000));
        today.Encode(new LampLitV3("hall", 40_000), index: 0, Metadata).Type.ShouldBe("lamp_lit_v3");
        Should.Throw<InvalidOperationException>(() => today.Encode(new LampLit("hall"), index: 0, Metadata))
            .Message.ShouldBe("'lamp_lit_v1' is only read any more");
    }

    private static StoredEvent Stored(NewEvent e) =>
        new(Position: 12, "lamp-1", Version: 7, e.Id, e.Type, e.Data, e.Metadata, DateTimeOffset.UnixEpoch);

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}

internal sealed record LampLit([property: JsonRequired] string Where);

internal sealed record LampLitV2(string Where, int Watts);

internal sealed record LampLitV3(string Where, int Milliwatts);

internal sealed record LampPutOut(string Where);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LampLit))]
[JsonSerializable(typeof(LampLitV2))]
[JsonSerializable(typeof(LampLitV3))]
[JsonSerializable(typeof(LampPutOut))]
internal sealed partial class EventCodecTestsJson : JsonSerializerContext;
