namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>Puts an intended bump on a branch of a GitOps repository: one commit, pushed, or none if it is there already.</summary>
public interface ICommitManifests
{
    /// <summary>
    /// Looks first: a commit on the branch that carries this intention's mark, or a head that already has the version, is
    /// the answer and nothing is written. A lost race is taken to the new head and tried again until the deadline. Bumps of the
    /// same branch that come within a short while may share a commit, which then carries the marks of all.
    /// </summary>
    Task<BumpOutcome> BumpAsync(BumpIntention intention, CancellationToken ct);
}
