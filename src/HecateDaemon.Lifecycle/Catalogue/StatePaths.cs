namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Where the daemon keeps what must survive a restart. <paramref name="Root"/> exists and is its alone.</summary>
public sealed record StatePaths(string Root)
{
    /// <summary>The embedded event log.</summary>
    public string EventsDatabase => Path.Combine(Root, "events.db");

    /// <summary>Bare clones of the repositories; can be deleted while the daemon is stopped.</summary>
    public string Git => Path.Combine(Root, "git");
}
