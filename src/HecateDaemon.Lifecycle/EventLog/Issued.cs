namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>Who asked for a command, when, and what it follows from: everything that a pure decision may not fetch itself.</summary>
public sealed record Issued(Guid CommandId, Actor By, DateTimeOffset At, Guid CorrelationId, Guid CausationId)
{
    /// <summary>The stream's version that the asker knew; the command is refused if it is another one now. Null: any.</summary>
    public long? OnlyAt { get; init; }

    /// <summary>A request from outside: it starts a correlation of its own.</summary>
    public static Issued ByCaller(Guid requestId, Actor by, DateTimeOffset at) => new(requestId, by, at, requestId, requestId);

    /// <summary>A policy's reaction: the same event always gives the same command id, so a repeat is known as one.</summary>
    public static Issued Following(StoredEvent happened, string policy, DateTimeOffset at) =>
        new(NameBasedId.From(happened.Id, policy), Actor.Policy(policy), at, EventCodec.MetadataOf(happened).CorrelationId, happened.Id);

    public EventMetadata Metadata(string? reason) => new()
    {
        Actor = By,
        Reason = reason,
        CorrelationId = CorrelationId,
        CausationId = CausationId,
        CommandId = CommandId,
    };
}
