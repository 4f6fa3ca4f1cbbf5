namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The next station is not reached yet, and this is what it waits for. Recorded when it changes, not at every look.</summary>
public abstract record StationPending : DeploymentEvent
{
    /// <summary>In a sentence: what is awaited, or what stands in the way.</summary>
    public required string WaitingFor { get; init; }

    /// <summary>True where it will not go on until a person does something.</summary>
    public bool NeedsPerson { get; init; }

    /// <summary>True where the other one would tell nothing new.</summary>
    internal virtual bool IsAsTold(StationPending other) => (WaitingFor, NeedsPerson) == (other.WaitingFor, other.NeedsPerson);
}
