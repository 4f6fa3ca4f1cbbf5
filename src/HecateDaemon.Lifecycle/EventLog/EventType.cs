using System.Text.Json.Serialization.Metadata;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>One line of the list that ties the name on the wire, written once and never changed, to the type in code.</summary>
public sealed record EventType(string WireName, Type Clr, JsonTypeInfo Json)
{
    public static EventType Of<T>(string wireName, JsonTypeInfo<T> json) => new(wireName, typeof(T), json);
}
