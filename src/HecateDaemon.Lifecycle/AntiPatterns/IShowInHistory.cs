namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>An anti-pattern that shows in how a live release came to be: the event log, git, the registry.</summary>
internal interface IShowInHistory : IAntiPattern
{
    /// <summary>What it judges by: where one of these cannot be told, a finding may still be there.</summary>
    HistorySources Sources { get; }

    IEnumerable<Finding> In(ReleaseHistory release);
}
