using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Tests.EventLog;

/// <summary>Events known by a short name: the same name is the same id.</summary>
internal static class Events
{
    private static readonly Guid Space = new("5f0c1a52-6a63-4c9f-9b1e-0f5d8a2b7c11");

    public static Guid Id(string name) => NameBasedId.From(Space, name);

    public static NewEvent Event(string name) => new(Id(name), "thing_happened_v1", "{}"u8.ToArray(), "{}"u8.ToArray());
}
