namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>How a bump is proposed instead of pushed to its branch.</summary>
public sealed record BumpProposal
{
    /// <summary>Where the commit is put, for the forge's own flow to merge it.</summary>
    public required string Branch { get; init; }

    public IReadOnlyList<string> PushOptions { get; init; } = [];

    /// <summary>A program and its arguments, run without a shell once the commit is there; may run again after a crash.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    public TimeSpan CommandDeadline { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>True once the proposal is on record: the command has run, and a branch that is gone was closed by somebody.</summary>
    public bool IsKnown { get; init; }
}
