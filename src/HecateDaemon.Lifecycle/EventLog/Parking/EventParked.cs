namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>A policy failed at an event. Kept in a stream of the policy's own, so that no restart forgets it.</summary>
public sealed record EventParked(ParkedEvent Parked);

/// <summary>The policy has dealt with the event, and with those of the same stream that waited behind it.</summary>
public sealed record EventUnparked(string Reader, string Stream);
