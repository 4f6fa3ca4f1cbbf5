namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>A feature's list of event types, registered so that the codec knows all of them.</summary>
public sealed record EventTypes(IReadOnlyList<EventType> All);
