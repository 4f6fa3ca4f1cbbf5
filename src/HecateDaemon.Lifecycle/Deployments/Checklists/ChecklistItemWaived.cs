using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Somebody decided to go on without an item.</summary>
public sealed record ChecklistItemWaived : DeploymentEvent
{
    public required string Item { get; init; }

    public required string Reason { get; init; }

    public required Actor By { get; init; }

    /// <summary>The group by which that one may waive; null where who it is, or its own group, was enough.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public uint? AsGid { get; init; }
}
