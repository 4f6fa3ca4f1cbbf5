using System.Text.Json.Serialization.Metadata;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>One line of the list that ties the name on the wire, written once and never changed, to the type in code.</summary>
public sealed record EventType(string WireName, Type Clr, JsonTypeInfo Json)
{
    /// <summary>What an event of a version that is only read any more is today; null for one that is written.</summary>
    public Func<object, object>? Becomes { get; private init; }

    public static EventType Of<T>(string wireName, JsonTypeInfo<T> json) => new(wireName, typeof(T), json);

    /// <summary>
    /// A former version. Its line stays for ever, and nothing but the codec ever sees the type: when it is read, it becomes
    /// an event of the next version.
    /// </summary>
    public static EventType Was<T>(string wireName, JsonTypeInfo<T> json, Func<T, object> becomes) =>
        new(wireName, typeof(T), json) { Becomes = former => becomes((T)former) };
}
