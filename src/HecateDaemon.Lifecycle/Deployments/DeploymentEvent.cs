using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// Something that happened to a deployment. Whose it is stands in every event, so that a reader needs no look-up; the
/// decider writes it there (<see cref="For"/>), so nobody else has to.
/// </summary>
public abstract record DeploymentEvent
{
    public DeploymentId DeploymentId { get; init; }

    public DivisionId DivisionId { get; init; }

    public EnvironmentName Environment { get; init; }

    public ReleaseVersion Version { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset HappenedAt { get; init; }

    internal DeploymentEvent For(Deployment deployment, DateTimeOffset at) => this with
    {
        DeploymentId = deployment.Id,
        DivisionId = deployment.DivisionId,
        Environment = deployment.Environment,
        Version = deployment.Version,
        HappenedAt = at,
    };
}
