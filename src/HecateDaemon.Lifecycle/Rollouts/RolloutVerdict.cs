namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>How far a workload's rollout is.</summary>
public abstract record RolloutVerdict
{
    private RolloutVerdict()
    {
    }

    /// <summary>It is not there yet; says what is missing.</summary>
    public sealed record InProgress(string What) : RolloutVerdict
    {
        /// <summary>True where it does not go on until a person does something: time does not make it fail.</summary>
        public bool NeedsPerson { get; init; }
    }

    /// <summary>Every pod is new, ready and runs the verified image; old ones are gone.</summary>
    public sealed record Complete(string Evidence) : RolloutVerdict;

    /// <summary>It will not get there by itself.</summary>
    public sealed record Failed(string Reason) : RolloutVerdict;
}
