namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>
/// Bumps go to a branch of their own, <c>hecate/DIVISION/VERSION</c>, and the road waits until the forge's own flow has brought
/// them to the target branch.
/// </summary>
public sealed record PullRequestMode
{
    /// <summary>Sent with the push, such as <c>merge_request.create</c>.</summary>
    public IReadOnlyList<string> PushOptions { get; init; } = [];

    /// <summary>A program and its arguments, run after the push without a shell; empty for none.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    public TimeSpan CommandDeadline { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often it is looked whether the commit has arrived.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(15);
}
