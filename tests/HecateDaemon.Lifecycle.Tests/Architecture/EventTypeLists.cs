using System.Reflection;
using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Tests.Architecture;

/// <summary>The lists that tie wire names to types, wherever a feature keeps its own.</summary>
internal static partial class EventTypeLists
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Every event type in a static field or property that holds several of them.</summary>
    public static IReadOnlyList<EventType> Of(IEnumerable<Type> types) =>
    [
        .. types.Where(t => !t.ContainsGenericParameters).SelectMany(ListsIn).SelectMany(list => list).Distinct(),
    ];

    /// <summary>What is wrong with the lists, one sentence each.</summary>
    public static IEnumerable<string> Broken(IReadOnlyList<EventType> types) =>
    [
        .. types.Where(t => !WireName().IsMatch(t.WireName)).Select(t => $"'{t.WireName}' is not of the form noun_verbed_v1"),
        .. types.GroupBy(t => t.WireName, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"'{g.Key}' stands for several types"),
        .. types.GroupBy(t => t.Clr).Where(g => g.Count() > 1).Select(g => $"{g.Key.Name} has several wire names"),
    ];

    private static IEnumerable<IEnumerable<EventType>> ListsIn(Type type) =>
    [
        .. type.GetFields(Static)
            .Where(f => f.FieldType.IsAssignableTo(typeof(IEnumerable<EventType>)))
            .Select(f => (IEnumerable<EventType>)f.GetValue(obj: null)!),
        .. type.GetProperties(Static)
            .Where(p => p.PropertyType.IsAssignableTo(typeof(IEnumerable<EventType>)))
            .Select(p => (IEnumerable<EventType>)p.GetValue(obj: null)!),
    ];

    [GeneratedRegex(@"\A[a-z]+(_[a-z]+)*_v[0-9]+\z", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex WireName();
}
