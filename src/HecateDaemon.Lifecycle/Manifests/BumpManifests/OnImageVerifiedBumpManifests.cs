using System.Diagnostics;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>Effect: the image's tag is bumped in the GitOps repository by one commit, which carries the deployment's id.</summary>
internal sealed class OnImageVerifiedBumpManifests(ShippingCatalogue catalogue, ICommitManifests gitOps) : IEffect
{
    /// <summary>Between this machine and those whose commits are looked at.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromDays(1);

    public string Name => "on_image_verified_bump_manifests";

    public Station After => Station.BaselineTaken;

    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct)
    {
        var environment = catalogue.EnvironmentOf(seen);
        var division = catalogue.DivisionOf(seen);
        var image = seen.Image!;
        var outcome = await gitOps.BumpAsync(
            new BumpIntention
            {
                Repository = environment.GitOpsRepository,
                Branch = environment.Branch,
                Path = GitOpsPath.Of(environment, division),
                Image = image.Image,
                Tag = image.Tag,
                Digest = image.Digest,
                Subject = CommitMessage.Subject(seen, catalogue.Git.Subjects),
                Trailers = CommitMessage.Trailers(seen),
                NotBefore = seen.InitiatedAt - ClocksDiffer,
                MayLower = seen.RollbackOf is not null,
                Proposal = ProposalOf(seen, environment.PullRequest),
            },
            ct);
        return outcome switch
        {
            BumpOutcome.Bumped bumped => new Step.Reached(Bumped(environment, bumped)),
            BumpOutcome.Proposed proposed => new Step.Wait(Requested(environment, proposed), environment.PullRequest!.LookEvery),
            BumpOutcome.Refused refused => Step.NeedPerson(refused.Reason),
            _ => throw new UnreachableException($"no step for {outcome.GetType().Name}"),
        };
    }

    private static BumpProposal? ProposalOf(Deployment seen, PullRequestMode? mode) => mode is null ? null : new()
    {
        Branch = $"hecate/{seen.DivisionId}/{seen.Version}",
        PushOptions = mode.PushOptions,
        Command = mode.Command,
        CommandDeadline = mode.CommandDeadline,
        IsKnown = seen.MergeRequest is not null,
    };

    private static MergeRequested Requested(TargetEnvironment environment, BumpOutcome.Proposed proposed) => new()
    {
        WaitingFor = $"'{proposed.Branch}' of {environment.GitOpsRepository} to be merged into '{environment.Branch}'",
        Repository = environment.GitOpsRepository,
        Branch = proposed.Branch,
        TargetBranch = environment.Branch,
        Commit = proposed.Commit,
    };

    private static ManifestsBumped Bumped(TargetEnvironment environment, BumpOutcome.Bumped bumped) => new()
    {
        Repository = environment.GitOpsRepository,
        Branch = environment.Branch,
        Commit = bumped.Commit,
        Attempts = bumped.Attempts,
        LostPushes = bumped.LostPushes is [] ? null : bumped.LostPushes,
        Changes = [.. bumped.Places.Select(p => new ManifestChange(p.File, p.Line, p.Column, p.Kind, p.Old, p.New, Shipped(p)))],
    };

    private static ShippedWorkload? Shipped(BumpedPlace place) => place.Workload is { } workload
        ? new(workload.ApiVersion, workload.Kind, workload.Namespace, workload.Name, place.Container)
        : null;
}
