using System.Diagnostics;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>Brings a deployment into its GitOps repository by one commit, which carries the deployment's id.</summary>
public sealed class ManifestBump(ShippingCatalogue catalogue, ICommitManifests gitOps)
{
    /// <summary>Between this machine and those whose commits are looked at.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromDays(1);

    /// <summary>The whole bump.</summary>
    public Task<Step> CommitAsync(Deployment seen, CancellationToken ct) => CommitAsync(seen, step: null, change: null, ct);

    /// <summary>One step of a strategy, which has a mark of its own.</summary>
    public async Task<Step> CommitAsync(Deployment seen, StrategyStep? step, IChangeManifests? change, CancellationToken ct)
    {
        var environment = catalogue.EnvironmentOf(seen);
        var image = seen.Image!;
        var outcome = await gitOps.BumpAsync(
            new BumpIntention
            {
                Repository = environment.GitOpsRepository,
                Branch = environment.Branch,
                Path = GitOpsPath.Of(environment, catalogue.DivisionOf(seen)),
                Image = image.Image,
                Tag = image.Tag,
                Digest = image.Digest,
                Change = change,
                Subject = CommitMessage.Subject(seen, step, catalogue.Git.Subjects),
                Trailers = CommitMessage.Trailers(seen, step),
                NotBefore = seen.InitiatedAt - ClocksDiffer,
                MayLower = seen.RollbackOf is not null || step?.Name is StrategyStep.Abort,
                Proposal = ProposalOf(seen, step, environment.PullRequest),
            },
            ct);
        return outcome switch
        {
            BumpOutcome.Bumped bumped => new Step.Reached(Bumped(environment, bumped, step, seen)),
            BumpOutcome.Proposed proposed => new Step.Wait(Requested(environment, proposed), environment.PullRequest!.LookEvery),
            BumpOutcome.Refused refused => Step.NeedPerson(refused.Reason),
            _ => throw new UnreachableException($"no step for {outcome.GetType().Name}"),
        };
    }

    private static BumpProposal? ProposalOf(Deployment seen, StrategyStep? step, PullRequestMode? mode) => mode is null ? null : new()
    {
        Branch = BranchOf(seen, step),
        PushOptions = mode.PushOptions,
        Command = mode.Command,
        CommandDeadline = mode.CommandDeadline,
        IsKnown = seen.MergeRequest?.Branch == BranchOf(seen, step),
    };

    private static string BranchOf(Deployment seen, StrategyStep? step) =>
        $"hecate/{seen.DivisionId}/{seen.Version}{(step is null ? "" : $"-{step.Number}-{step.Name}")}";

    private static MergeRequested Requested(TargetEnvironment environment, BumpOutcome.Proposed proposed) => new()
    {
        WaitingFor = $"'{proposed.Branch}' of {environment.GitOpsRepository} to be merged into '{environment.Branch}'",
        Repository = environment.GitOpsRepository,
        Branch = proposed.Branch,
        TargetBranch = environment.Branch,
        Commit = proposed.Commit,
        Before = proposed.Before,
    };

    private static ManifestsBumped Bumped(TargetEnvironment environment, BumpOutcome.Bumped bumped, StrategyStep? step, Deployment seen) => new()
    {
        Repository = environment.GitOpsRepository,
        Branch = environment.Branch,
        Commit = bumped.Commit,
        Attempts = bumped.Attempts,
        LostPushes = bumped.LostPushes is [] ? null : bumped.LostPushes,
        Changes = [.. bumped.Places.Select(p => new ManifestChange(p.File, p.Line, p.Column, p.Kind, p.Old, p.New, Shipped(p)))],
        Step = step is null ? null : step with { Before = seen.Before ?? seen.MergeRequest?.Before ?? bumped.Before },
    };

    private static ShippedWorkload? Shipped(BumpedPlace place) => place.Workload is { } workload
        ? new(workload.ApiVersion, workload.Kind, workload.Namespace, workload.Name, place.Container)
        : null;
}
