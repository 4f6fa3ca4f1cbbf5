using System.Text.Json.Serialization.Metadata;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Tests.Architecture;

public sealed class EventTypeListsTests
{
    [Fact]
    public void Every_wire_name_is_of_the_one_form_and_stands_for_one_type() =>
        EventTypeLists.Broken(EventTypeLists.Of(typeof(EventType).Assembly.GetTypes())).ShouldBeEmpty();

    [Fact]
    public void A_wrong_list_would_be_found_and_judged() =>
        EventTypeLists.Broken(EventTypeLists.Of([typeof(Guilty)])).ShouldBe(
        [
            "'SampleOpened' is not of the form noun_verbed_v1",
            "'sample_opened' is not of the form noun_verbed_v1",
            "'sample_opened_v1' stands for several types",
            "SampleOpened has several wire names",
        ]);

    [Fact]
    public void A_right_list_is_found_and_let_through()
    {
        var types = EventTypeLists.Of([typeof(Innocent)]);

        types.Select(t => t.WireName).ShouldBe(["sample_opened_v1", "sample_concluded_v12"]);
        EventTypeLists.Broken(types).ShouldBeEmpty();
    }

    private sealed record SampleOpened;

    private sealed record SampleConcluded;

    private static class Guilty
    {
        internal static readonly EventType[] Field = [Of<SampleOpened>("SampleOpened"), Of<SampleOpened>("sample_opened")];

        internal static IReadOnlyList<EventType> Property { get; } =
            [Of<SampleConcluded>("sample_opened_v1"), Of<SampleOpened>("sample_opened_v1")];
    }

    private static class Innocent
    {
        internal static IReadOnlyList<EventType> All { get; } =
            [Of<SampleOpened>("sample_opened_v1"), Of<SampleConcluded>("sample_concluded_v12")];
    }

    private static EventType Of<T>(string wireName) =>
        EventType.Of(wireName, (JsonTypeInfo<T>)JsonTypeInfo.CreateJsonTypeInfo<T>(new()));
}
