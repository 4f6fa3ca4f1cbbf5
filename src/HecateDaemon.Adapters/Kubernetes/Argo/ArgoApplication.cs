using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// An Argo CD Application as it is now, in Argo CD's words. Only revisions of one repository are of interest: with several
/// sources the others have some too.
/// </summary>
internal sealed record ArgoApplication(string Called, JsonElement Live, string Repository)
{
    public bool IsLeaving => Live.TextAt("metadata", "deletionTimestamp") is not null;

    public bool IsSkipped => Live.TextAt("metadata", "annotations", "argocd.argoproj.io/skip-reconcile") is "true";

    public bool IsAutomatic =>
        Live.At("spec", "syncPolicy", "automated") is { } automated && automated.At("enabled") is not { ValueKind: JsonValueKind.False };

    public bool IsSynced => SyncStatus is "Synced";

    public string SyncStatus => Live.TextAt("status", "sync", "status") ?? "Unknown";

    /// <summary>Of the last operation, or of the one that runs.</summary>
    public string? Phase => Live.TextAt("status", "operationState", "phase");

    public bool IsOperating => Phase is "Running" or "Terminating" || Live.At("operation") is not null;

    /// <summary>Such as <c>health Degraded (Deployment shop: …)</c>.</summary>
    public string Health => $"health {Live.TextAt("status", "health", "status") ?? "Unknown"}{Sick()}";

    /// <summary>What the operation says of itself, such as <c>sync operation Failed: one or more objects failed to apply</c>.</summary>
    public string Operation => $"{Called}: sync operation {Phase ?? "requested"}" +
        (Live.TextAt("status", "operationState", "message") is { Length: > 0 } message ? $": {message}" : "");

    /// <summary>The first error among its conditions, such as <c>ComparisonError: …</c>.</summary>
    public string? Error => Live.ItemsAt("status", "conditions")
        .Where(c => c.TextAt("type")?.EndsWith("Error", StringComparison.Ordinal) is true)
        .Select(c => $"{Called} says {c.TextAt("type")}: {c.TextAt("message")}")
        .FirstOrDefault();

    /// <summary>True if one of its sources is the GitOps repository. A single source may go by a mirror's address.</summary>
    public bool HasSource =>
        Live.ItemsAt("spec", "sources").ToList() is not { Count: > 1 } sources || sources.Exists(IsOurs);

    /// <summary>The commits of our repository that the live state was compared with last; synced or not, <see cref="SyncStatus"/> says.</summary>
    public IReadOnlyList<CommitId> Compared => Live.At("status", "sync") is { } sync
        ? Revisions(sync, [.. sync.ItemsAt("comparedTo", "sources")])
        : [];

    /// <summary>
    /// The commits of our repository that the last operation was about. An operation on chosen resources or a dry run
    /// applied no revision, whatever it says.
    /// </summary>
    public IReadOnlyList<CommitId> Operated =>
        Live.At("status", "operationState") is { } state &&
        state.At("syncResult") is { } result &&
        !state.ItemsAt("operation", "sync", "resources").Any() && !state.IsTrueAt("operation", "sync", "dryRun")
            ? Revisions(result, [.. result.ItemsAt("sources")])
            : [];

    /// <summary>With several sources each has a revision, by its place in the list; a chart's is no commit.</summary>
    private List<CommitId> Revisions(JsonElement of, List<JsonElement> sources)
    {
        var several = of.ItemsAt("revisions").Select(r => r.GetString()).ToList();
        if (sources is [])
        {
            sources = [.. Live.ItemsAt("spec", "sources")];
        }

        var ours = several is []
            ? [of.TextAt("revision")]
            : several.Where((_, place) => several.Count is 1 || (place < sources.Count && IsOurs(sources[place])));
        return [.. ours.Select(r => CommitId.TryParse(r, out var commit) ? commit : (CommitId?)null).OfType<CommitId>()];
    }

    private bool IsOurs(JsonElement source) => RepositoryAddress.IsSame(Repository, source.TextAt("repoURL"));

    private string Sick()
    {
        var sick = Live.ItemsAt("status", "resources")
            .Where(r => r.TextAt("health", "status") is "Degraded" or "Missing" or "Suspended")
            .Select(r => $"{r.TextAt("kind")} {r.TextAt("name")} {r.TextAt("health", "status")}{(r.TextAt("health", "message") is { } m ? $": {m}" : "")}")
            .Take(3)
            .ToList();
        return sick is [] ? "" : $" ({string.Join("; ", sick)})";
    }
}
