namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>
/// A rule of the form "when this happened, then that shall be done": it sends a command, and nothing else. It may be asked
/// twice about the same event, so its command's id comes from the event.
/// </summary>
public interface IPolicy
{
    /// <summary>The name under which it acts, as it stands in the metadata of what follows.</summary>
    string Name { get; }

    /// <summary>Reacts to an event, or does nothing. A refusal of its command is an answer, not an error.</summary>
    Task ReactAsync(StoredEvent stored, object happened, CancellationToken ct);
}
