using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>What became of a bump.</summary>
public abstract record BumpOutcome
{
    private BumpOutcome()
    {
    }

    /// <summary>The branch has the version since <paramref name="Commit"/>. Places are those that hold it now; attempts counts pushes.</summary>
    public sealed record Bumped(CommitId Commit, IReadOnlyList<BumpedPlace> Places, int Attempts) : BumpOutcome
    {
        /// <summary>The pushes before, in order, that others came before.</summary>
        public IReadOnlyList<LostPush> LostPushes { get; init; } = [];

        /// <summary>The branch as it was before; the commit itself where nothing was to be changed.</summary>
        public CommitId Before { get; init; } = Commit;
    }

    /// <summary>The commit waits on a branch of its own for somebody to bring it to the intended one.</summary>
    public sealed record Proposed(CommitId Commit, string Branch) : BumpOutcome
    {
        /// <summary>The intended branch as it was when that was proposed.</summary>
        public required CommitId Before { get; init; }
    }

    /// <summary>It cannot be done as things stand, and trying again will not help: a code and a sentence for a person.</summary>
    public sealed record Refused(string Code, string Reason) : BumpOutcome;
}

/// <summary>A place and what was changed there; old equals new where the version stood there already.</summary>
public sealed record BumpedPlace(
    string File, int Line, int Column, string Kind, string Old, string New, Workload? Workload, string? Container);
