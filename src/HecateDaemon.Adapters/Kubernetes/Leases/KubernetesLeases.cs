using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Leases where Kubernetes's own components keep theirs: <c>coordination.k8s.io/v1</c>, in the environment's namespace.</summary>
internal sealed class KubernetesLeases(Clusters clusters) : IKeepLeases
{
    private const string NotThere = "";
    private const string MicroTime = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private static readonly ResourceType Leases = new("coordination.k8s.io/v1", "Lease", "leases", IsNamespaced: true);

    public LeaderElection Kind => LeaderElection.Kubernetes;

    public async Task<LeaseEntry> ReadAsync(TargetEnvironment environment, CancellationToken ct)
    {
        var live = await clusters.Of(environment).FindAsync(Leases, environment.Namespace, NameOf(environment), ct);
        return live is { } lease
            ? new(RecordOf(lease), lease.TextAt("metadata", "resourceVersion") ?? NotThere)
            : new(Record: null, NotThere);
    }

    public Task<string?> TryWriteAsync(TargetEnvironment environment, LeaseRecord record, string version, CancellationToken ct)
    {
        var metadata = new JsonObject
        {
            ["name"] = NameOf(environment),
            ["namespace"] = environment.Namespace,
            ["annotations"] = new JsonObject { ["hecate.social/environment"] = environment.Name.ToString() },
        };
        var lease = new JsonObject
        {
            ["apiVersion"] = Leases.ApiVersion,
            ["kind"] = Leases.Kind,
            ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["holderIdentity"] = record.Holder,
                ["leaseDurationSeconds"] = record.DurationSeconds,
                ["acquireTime"] = TimeOf(record.AcquiredAt),
                ["renewTime"] = TimeOf(record.RenewedAt),
                ["leaseTransitions"] = record.Transitions,
            },
        };
        if (version is NotThere)
        {
            return clusters.Of(environment).TryCreateAsync(Leases, environment.Namespace, lease, ct);
        }

        metadata["resourceVersion"] = version;
        return clusters.Of(environment).TryReplaceAsync(Leases, environment.Namespace, lease, ct);
    }

    /// <summary>A valid name, whatever the environment's ends with.</summary>
    private static string NameOf(TargetEnvironment environment) => $"hecate-{environment.Name}-actor";

    /// <summary>What other programs left out is as if nobody held it.</summary>
    private static LeaseRecord RecordOf(JsonElement lease) => new()
    {
        Holder = lease.TextAt("spec", "holderIdentity") ?? "",
        DurationSeconds = (int)Math.Clamp(lease.NumberAt("spec", "leaseDurationSeconds") ?? 1, 1, 3600),
        AcquiredAt = TimeIn(lease, "acquireTime"),
        RenewedAt = TimeIn(lease, "renewTime"),
        Transitions = (int)Math.Clamp(lease.NumberAt("spec", "leaseTransitions") ?? 0, 0, int.MaxValue - 1),
    };

    private static string TimeOf(DateTimeOffset time) => time.UtcDateTime.ToString(MicroTime, CultureInfo.InvariantCulture);

    private static DateTimeOffset TimeIn(JsonElement lease, string field) =>
        DateTimeOffset.TryParse(lease.TextAt("spec", field), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : DateTimeOffset.UnixEpoch;
}
