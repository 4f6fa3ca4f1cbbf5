using System.Text.Json;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>The workloads of one namespace as the API server has them, by their kind; and their pods, where they are looked at.</summary>
public sealed class LiveWorkloads(IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> byKind)
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> byKind = byKind;

    public ILivePods? Pods { get; init; }

    public IEnumerable<(string Kind, JsonElement Live)> All => byKind.SelectMany(k => k.Value.Select(live => (k.Key, live)));

    /// <summary>True if it is known, without looking at any workload, that nothing has changed in between.</summary>
    public bool IsSame(LiveWorkloads other) => ArePodsSame(other) && byKind.Count == other.byKind.Count &&
        byKind.All(k => other.byKind.TryGetValue(k.Key, out var list) && ReferenceEquals(list, k.Value));

    private bool ArePodsSame(LiveWorkloads other) => Pods is null ? other.Pods is null : other.Pods is { } pods && Pods.IsSame(pods);
}
