using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// What the daemon applied for a division, kept in the cluster itself as a ConfigMap: by it is known what Git no longer has.
/// It is written before objects are made, so that a crash leaves none behind that nobody knows of.
/// </summary>
internal sealed class Inventory(ClusterApi cluster, ReconcileRequest request)
{
    private static readonly ResourceType ConfigMaps = new("v1", "ConfigMap", "configmaps", IsNamespaced: true);

    private string Namespace => request.Environment.Namespace;

    /// <summary>Names of divisions may be what names of objects may not.</summary>
    public string Name { get; } = "hecate-inventory-" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Environment.Name}/{request.Division.Id}")))[..12];

    public async Task<IReadOnlyList<InventoryEntry>> ReadAsync(CancellationToken ct)
    {
        var live = await cluster.FindAsync(ConfigMaps, Namespace, Name, ct);
        var lines = live?.TextAt("data", "objects") ?? "";
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(InventoryEntry.Parse).OfType<InventoryEntry>()];
    }

    public Task WriteAsync(IEnumerable<InventoryEntry> entries, CancellationToken ct) => cluster.ApplyAsync(
        ConfigMaps,
        Namespace,
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject
            {
                ["name"] = Name,
                ["namespace"] = Namespace,
                ["annotations"] = new JsonObject
                {
                    ["hecate.social/environment"] = request.Environment.Name.ToString(),
                    ["hecate.social/division"] = request.Division.Id.ToString(),
                },
            },
            ["data"] = new JsonObject { ["objects"] = string.Join('\n', entries.Select(e => e.ToString()).Order(StringComparer.Ordinal)) },
        },
        ApplyMode.Normal,
        ct);
}

/// <summary>One object in the inventory. Which version of its kind it was applied in does not tell it apart.</summary>
internal sealed record InventoryEntry(string ApiVersion, string Kind, string Namespace, string Name)
{
    public string Called => Namespace.Length > 0 ? $"{Kind} {Namespace}/{Name}" : $"{Kind} {Name}";

    public (string Group, string Kind, string Namespace, string Name) Key =>
        (ApiVersion.Contains('/', StringComparison.Ordinal) ? ApiVersion.Split('/')[0] : "", Kind, Namespace, Name);

    public override string ToString() => $"{ApiVersion} {Kind} {Namespace} {Name}";

    public static InventoryEntry? Parse(string line) =>
        line.Split(' ') is [var apiVersion, var kind, var ns, var name] ? new(apiVersion, kind, ns, name) : null;
}
