namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>Whoever parks events, and can be told to try them again.</summary>
public interface IRetryParked
{
    /// <summary>Tries those of the events that are its own; what fails again stays parked.</summary>
    Task RetryAsync(IReadOnlyList<ParkedEvent> chosen, Issued issued, CancellationToken ct);
}
