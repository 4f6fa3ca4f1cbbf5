namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Nothing bad was seen until the end of the observation window.</summary>
public sealed record ObservationPassed : StationReached
{
    public override Station Station => Station.ObservationPassed;

    public required string Evidence { get; init; }
}
