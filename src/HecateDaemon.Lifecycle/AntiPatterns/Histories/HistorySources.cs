namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Where the facts of a release's history come from.</summary>
[Flags]
internal enum HistorySources
{
    /// <summary>The event log alone, which is always there.</summary>
    EventLog = 0,

    Registry = 1,

    CodeRepository = 2,

    GitOpsRepository = 4,
}
