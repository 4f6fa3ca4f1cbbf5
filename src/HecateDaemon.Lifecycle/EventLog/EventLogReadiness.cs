using HecateDaemon.Lifecycle.Api;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>A log that cannot be written to makes the daemon not ready.</summary>
internal sealed class EventLogReadiness(IEventLogHealth log) : IReadiness
{
    public string? NotReadyBecause => log.Trouble;
}
