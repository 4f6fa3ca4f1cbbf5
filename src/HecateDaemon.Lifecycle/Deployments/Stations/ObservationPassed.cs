namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Nothing bad was seen until the end of the observation window.</summary>
public sealed record ObservationPassed : StationReached
{
    public override Station Station => Station.ObservationPassed;

    public required string Evidence { get; init; }

    /// <summary>False where there was no window, or nothing to look at.</summary>
    public required bool Looked { get; init; }
}
