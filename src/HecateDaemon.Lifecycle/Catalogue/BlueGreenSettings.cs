namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>What becomes of the old colour.</summary>
public sealed record BlueGreenSettings
{
    /// <summary>For how long the old colour is kept running before it is scaled to nothing; null: until the next release takes its place.</summary>
    public TimeSpan? KeepOld { get; init; }
}
