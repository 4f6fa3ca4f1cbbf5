using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Gathers how a live release came to be. What the outside cannot be asked for is told by its source.</summary>
internal sealed class ReleaseHistories(
    ShippingCatalogue catalogue,
    DeploymentStreams deployments,
    SlotDesk slots,
    ImageLedger ledger,
    IFindImages registry,
    CodeLook code,
    IReadGitOpsHistory gitOps,
    TimeProvider clock)
{
    /// <summary>Of deployments that shipped one version; a version is seldom shipped more often.</summary>
    private const int MostAlike = 16;

    private readonly Remembered<RegistryFacts> images = new(HistorySources.Registry, clock);
    private readonly Remembered<CodeFacts> codes = new(HistorySources.CodeRepository, clock);
    private readonly Remembered<IReadOnlyList<GitOpsChange>> changes = new(HistorySources.GitOpsRepository, clock);

    /// <summary>The head of the GitOps branch is null where it could not be read.</summary>
    public async Task<ReleaseHistory> OfAsync(
        TargetEnvironment environment, Division division, DeploymentConcluded live, CommitId? head, CancellationToken ct)
    {
        var state = (await deployments.LoadAsync(live.DeploymentId, ct)).State;
        var key = live.DeploymentId.ToString();
        var unknown = new Dictionary<HistorySources, string>();
        if (head is null)
        {
            unknown[HistorySources.GitOpsRepository] = "its GitOps repository could not be read";
        }

        return new()
        {
            Live = live,
            Deployment = state,
            Division = division,
            Environment = environment,
            Tag = state.Image is { } shipped ? await ledger.LoadAsync(shipped.Image, shipped.Tag, ct) : TagRecord.Unseen,
            SameVersion = await AlikeAsync(live, ct),
            Registry = await images.GetAsync(key, unknown, () => AskAsync(division, state, ct)),
            Code = await codes.GetAsync(key, unknown, () => code.LookAsync(division, state, ct)),
            Changes = head is { } upTo
                ? await changes.GetAsync($"{key} {upTo}", unknown, () => LookAsync(environment, division, state, upTo, ct)) ?? []
                : [],
            Unknown = unknown,
        };
    }

    private async Task<RegistryFacts> AskAsync(Division division, Deployment state, CancellationToken ct)
    {
        var found = state.Image is { } shipped ? await registry.FindAsync(shipped.Image, shipped.Tag, ct) : null;
        var image = found is not null && found.Digest == state.Image!.Digest ? found : null;
        if ((await slots.LookAsync(state.Environment, state.DivisionId, ct)).LastGood(state) is not { } target)
        {
            return new(image, WayBack: null);
        }

        var isThere = false;
        foreach (var tag in TagSpellings.Of(target))
        {
            isThere = isThere || await registry.FindDigestAsync(division.Image, tag, ct) is not null;
        }

        return new(image, new(target, isThere));
    }

    private async Task<IReadOnlyList<Deployment>> AlikeAsync(DeploymentConcluded live, CancellationToken ct)
    {
        var alike = new List<Deployment>();
        foreach (var environment in catalogue.Environments.Keys)
        {
            var (seen, _) = await slots.LoadAsync(environment, ct);
            foreach (var other in seen.Shipped.GetValueOrDefault(live.DivisionId, []).Where(s => s.Version == live.Version && s.DeploymentId != live.DeploymentId))
            {
                if (alike.Count < MostAlike)
                {
                    alike.Add((await deployments.LoadAsync(other.DeploymentId, ct)).State);
                }
            }
        }

        return alike;
    }

    private async Task<IReadOnlyList<GitOpsChange>> LookAsync(
        TargetEnvironment environment, Division division, Deployment state, CommitId upTo, CancellationToken ct) =>
        state.Bump is { } bump && bump.Repository == environment.GitOpsRepository && bump.Branch == environment.Branch
            ? await gitOps.ChangesAsync(new(environment.GitOpsRepository, GitOpsPath.Of(environment, division)), bump.Commit, upTo, division.Image, ct)
            : [];
}
