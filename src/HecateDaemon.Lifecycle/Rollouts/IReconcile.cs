namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>One way by which the GitOps repository's state gets into an environment.</summary>
public interface IReconcile
{
    /// <summary>The word by which an environment chooses it: <c>flux</c>, <c>argo</c>, <c>direct</c>, <c>directory</c>.</summary>
    string Kind { get; }

    /// <summary>Asks for the commit to be applied; asking again with the same mark changes nothing. Answers what was asked of whom.</summary>
    Task<string> RequestAsync(ReconcileRequest request, CancellationToken ct);

    /// <summary>What the environment has now.</summary>
    Task<RevisionSeen> SeeAsync(ReconcileRequest request, CancellationToken ct);
}
