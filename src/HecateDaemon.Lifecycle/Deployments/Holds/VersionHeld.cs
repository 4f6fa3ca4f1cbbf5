namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>A version was rolled back: it does not go to the environment again until somebody lifts the hold.</summary>
public sealed record VersionHeld : SlotEvent
{
    public required string Reason { get; init; }
}
