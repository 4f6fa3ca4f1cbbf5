using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The deployment came to a station of the road, with the evidence.</summary>
public abstract record StationReached : DeploymentEvent
{
    [JsonIgnore]
    public abstract Station Station { get; }
}
