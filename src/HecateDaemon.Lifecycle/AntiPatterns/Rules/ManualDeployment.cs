using HecateDaemon.Lifecycle.Reconciliation;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>What was brought into the cluster past Git, or into Git past the daemon.</summary>
internal sealed class ManualDeployment : IShowInClusters, IShowInHistory
{
    public string Code => "manual_deployment";

    public Severity Severity => Severity.Warning;

    public string Name => "Manual deployments";

    public string Problem => "Inconsistent, error-prone";

    public string Instead => "GitOps always";

    public bool ComparesWithGit => true;

    public HistorySources Sources => HistorySources.GitOpsRepository;

    public IEnumerable<Finding> In(ClusterLook cluster) =>
        cluster.Workloads.Select(w => w.IsWanted ? Touched(w) : Stranger(w)).OfType<Finding>();

    public IEnumerable<Finding> In(ReleaseHistory release) =>
        from change in release.Changes.DistinctBy(c => c.Commit.Id)
        let commit = change.Commit
        let place = new FindingPlace.AtCommit(release.Environment.GitOpsRepository, commit.Id)
        select release.Found(this, place, $"{change.File}:{change.Line} went {(change.Old is null ? "" : $"from {change.Old} ")}to {change.New}, by no deployment of ours") with
        {
            By = Attribution.OfCommit(commit.Author, commit.Id, commit.At),
        };

    /// <summary>That another tool than a person's made it is worth knowing: it may be what that tool is for.</summary>
    private Finding? Stranger(SeenWorkload workload)
    {
        if (workload.Drift.FirstOrDefault(d => d is { Kind: DriftKind.Unknown }) is not { } unknown)
        {
            return null;
        }

        var found = workload.Found(this, container: null, $"no manifest in Git has it{(unknown.Cause is { } c ? $"; it came by {c}" : "")}");
        return unknown.Cause is { } cause
            ? found with { By = Attribution.OfTool(cause), Severity = ByHand.IsTool(cause.Tool) ? Severity : Severity.Note }
            : found with { By = Attribution.OfNobody("what made it: no tool has its name on it") };
    }

    private Finding? Touched(SeenWorkload workload) => ByHand.OfSpecification(workload.Live) is { } cause
        ? workload.Found(this, container: null, $"Git has it, and fields of it came by {cause}") with { By = Attribution.OfTool(cause) }
        : null;
}
