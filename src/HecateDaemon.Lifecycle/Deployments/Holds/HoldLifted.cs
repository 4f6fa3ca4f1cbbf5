namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The version may go to the environment again.</summary>
public sealed record HoldLifted : SlotEvent
{
    public required string Reason { get; init; }
}
