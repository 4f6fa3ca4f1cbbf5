using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>What a reconciler says about the revision that an environment has. Texts are the reconciler's own words.</summary>
public abstract record RevisionSeen
{
    private RevisionSeen()
    {
    }

    /// <summary>This commit is applied and, as far as the reconciler is concerned, healthy.</summary>
    public sealed record Applied(CommitId Commit, string Evidence) : RevisionSeen;

    /// <summary>It is on its way.</summary>
    public sealed record Pending(string What) : RevisionSeen
    {
        /// <summary>True where the reconciler must be asked once more now that it has come this far.</summary>
        public bool AskAgain { get; init; }

        /// <summary>How long the reconciler's own settings let it take, where that is known.</summary>
        public TimeSpan? Allowed { get; init; }
    }

    /// <summary>The reconciler cannot apply what it was given; it may recover when the cause is mended.</summary>
    public sealed record Failing(string Reason) : RevisionSeen;

    /// <summary>Nothing will happen until a person lets it: suspended, not found, not configured.</summary>
    public sealed record Halted(string Reason) : RevisionSeen;
}
