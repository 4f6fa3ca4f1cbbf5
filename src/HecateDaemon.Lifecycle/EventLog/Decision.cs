namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>What a decision comes to: events that now happen (none, if they already had), or a refusal.</summary>
public sealed record Decision<TEvent>(IReadOnlyList<TEvent> Events, Refusal? Refusal)
{
    public static implicit operator Decision<TEvent>(TEvent happened) => new([happened], null);

    public static implicit operator Decision<TEvent>(TEvent[] happened) => new(happened, null);

    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
}
