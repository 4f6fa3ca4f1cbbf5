namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>Who asked for a command, when, why, and what it follows from: everything that a pure decision may not fetch itself.</summary>
public sealed record Issued(Guid CommandId, Actor By, DateTimeOffset At, Guid CorrelationId, Guid CausationId)
{
    /// <summary>A request from outside: it starts a correlation of its own.</summary>
    public static Issued ByCaller(Guid requestId, Actor by, DateTimeOffset at) => new(requestId, by, at, requestId, requestId);

    /// <summary>A policy's reaction: the same event always gives the same command id, so a repeat is known as one.</summary>
    public static Issued Following(Guid eventId, EventMetadata metadata, string policy, DateTimeOffset at) =>
        new(NameBasedId.From(eventId, policy), Actor.Policy(policy), at, metadata.CorrelationId, eventId);
}
