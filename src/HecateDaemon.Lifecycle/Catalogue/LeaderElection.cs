using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Where several daemons settle which of them acts for an environment.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<LeaderElection>))]
public enum LeaderElection
{
    /// <summary>Nowhere: this daemon is the only one. The embedded log sees to that by itself.</summary>
    None,

    /// <summary>In the EventStoreDB that keeps the event log.</summary>
    EventLog,

    /// <summary>In a <c>coordination.k8s.io</c> Lease of the environment's cluster.</summary>
    Kubernetes,
}
