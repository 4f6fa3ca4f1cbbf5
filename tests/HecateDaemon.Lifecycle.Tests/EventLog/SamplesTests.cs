using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Tests.Architecture;

namespace HecateDaemon.Lifecycle.Tests.EventLog;

/// <summary>
/// One stored event of each type, as it was once written: <c>Samples/{type}.json</c>. They are never changed: what is in
/// somebody's store must load for ever.
/// </summary>
public sealed partial class SamplesTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "tests", "HecateDaemon.Lifecycle.Tests", "EventLog", "Samples");

    /// <summary>Of every list in the house: a feature that forgets a sample is found here.</summary>
    private static readonly IReadOnlyList<EventType> All = EventTypeLists.Of(typeof(EventType).Assembly.GetTypes());

    private static readonly EventCodec Codec = new(All.Except(EventLogEventTypes.All));

    public static TheoryData<string> Types => [.. All.Select(t => t.WireName)];

    public static TheoryData<string> WrittenTypes => [.. All.Where(t => t.Becomes is null).Select(t => t.WireName)];

    public static TheoryData<string> DeploymentTypes => [.. DeploymentEventTypes.All.Select(t => t.WireName)];

    [Fact]
    public void Every_type_has_a_sample_and_every_sample_a_type() =>
        Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(All.Select(t => $"{t.WireName}.json").Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Types))]
    public void A_sample_loads(string type) => Load(type).ShouldNotBeNull();

    [Theory, MemberData(nameof(WrittenTypes))]
    public void A_sample_is_written_as_it_was(string type)
    {
        var happened = Load(type);

        var again = Codec.Encode(happened, 0, Deployments.Story.Asked.Metadata(reason: null));
        again.Type.ShouldBe(type);
        JsonNode.DeepEquals(JsonNode.Parse(again.Data.Span), JsonNode.Parse(Sample(type))).ShouldBeTrue(
            $"{JsonNode.Parse(again.Data.Span)}\nshould be\n{JsonNode.Parse(Sample(type))}");
    }

    [Theory, MemberData(nameof(DeploymentTypes))]
    public void A_sample_says_whose_it_is_and_when(string type)
    {
        using var sample = JsonDocument.Parse(Sample(type));

        foreach (var field in new[] { "deployment_id", "division_id", "environment", "version" })
        {
            sample.RootElement.GetProperty(field).GetString().ShouldNotBeNullOrEmpty();
        }

        sample.RootElement.GetProperty("happened_at").GetInt64().ShouldBe(1_772_366_400_000);
    }

    [Theory, MemberData(nameof(Types))]
    public void Names_are_snake_case_times_are_integers_and_choices_are_words(string type)
    {
        using var sample = JsonDocument.Parse(Sample(type));

        Check(sample.RootElement);
    }

    [Fact]
    public void A_type_that_nobody_knows_is_an_error_that_says_so() =>
        Should.Throw<InvalidDataException>(() => Codec.Decode(
                new StoredEvent(0, "deployment-d1", 7, Guid.Empty, "deployment_beamed_v1", "{}"u8.ToArray(), ReadOnlyMemory<byte>.Empty, default)))
            .Message.ShouldBe("deployment-d1@7 holds 'deployment_beamed_v1', which this version does not know: start the version that wrote it");

    private static void Check(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Check(item);
            }
        }

        foreach (var member in element.ValueKind is JsonValueKind.Object ? element.EnumerateObject().ToList() : [])
        {
            SnakeCased().IsMatch(member.Name).ShouldBeTrue(member.Name);
            if (member.Name is "at" || member.Name.EndsWith("_at", StringComparison.Ordinal))
            {
                member.Value.TryGetInt64(out _).ShouldBeTrue(member.Name);
            }

            if (member.Name is "outcome" or "status" or "strategy" or "on_failure")
            {
                SnakeCased().IsMatch(member.Value.GetString()!).ShouldBeTrue(member.Name);
            }

            Check(member.Value);
        }
    }

    private static object Load(string type) =>
        Codec.Decode(new StoredEvent(0, "deployment-d1", 0, Guid.Empty, type, Sample(type), ReadOnlyMemory<byte>.Empty, default));

    private static byte[] Sample(string type) => File.ReadAllBytes(Path.Combine(Folder, $"{type}.json"));

    [GeneratedRegex("^[a-z]+(_[a-z]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SnakeCased();
}
