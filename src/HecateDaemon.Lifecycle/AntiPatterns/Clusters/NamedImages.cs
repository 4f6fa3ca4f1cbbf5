using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Looks up which commit of the GitOps repository named an image that runs and is not wanted; each once for a head.</summary>
internal sealed class NamedImages(ShippingCatalogue catalogue, IReadGitOpsHistory gitOps)
{
    /// <summary>More than run at once against what Git wants; beyond it, everything is looked up again.</summary>
    private const int Kept = 1000;

    private readonly ConcurrentDictionary<(GitOpsPart Part, CommitId Head, string Image), GitOpsCommit?> known = new();

    /// <summary>What cannot be looked up now is left out.</summary>
    public async Task<IReadOnlyDictionary<string, GitOpsCommit?>> OfAsync(ComparedCluster compared, IEnumerable<Drift> drift, CancellationToken ct)
    {
        var found = new Dictionary<string, GitOpsCommit?>(StringComparer.Ordinal);
        foreach (var (image, division) in drift
            .Where(d => d is { Kind: DriftKind.Changed, Aspect: DriftAspect.Image or DriftAspect.Digest, Live: not null, DivisionId: not null })
            .Select(d => (d.Live!, catalogue.Divisions[d.DivisionId!.Value])))
        {
            var part = new GitOpsPart(compared.Environment.GitOpsRepository, GitOpsPath.Of(compared.Environment, division));
            if (ImageReference.TryParse(image, out var reference) && (reference.Digest?.ToString() ?? reference.Tag) is { } version)
            {
                await TryAsync((part, compared.Head, image), reference.Image, version, found, ct);
            }
        }

        return found;
    }

    private async Task TryAsync(
        (GitOpsPart Part, CommitId Head, string Image) key, ImageName name, string version, Dictionary<string, GitOpsCommit?> found, CancellationToken ct)
    {
        try
        {
            if (!known.TryGetValue(key, out var commit))
            {
                commit = await gitOps.FindAsync(key.Part, key.Head, name, version, ct);
                if (known.Count >= Kept)
                {
                    known.Clear();
                }

                known[key] = commit;
            }

            found[key.Image] = commit;
        }
        catch (OutsideWorldException)
        {
            // That it runs and is not wanted is told all the same.
        }
    }
}
