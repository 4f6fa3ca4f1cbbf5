using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What the environment's configuration said when the deployment was initiated; a later change does not reach it.</summary>
public sealed record Plan(
    [property: JsonConverter(typeof(Values.SnakeCaseEnumConverter<Strategy>))] Strategy Strategy,
    [property: JsonConverter(typeof(Values.SnakeCaseEnumConverter<FailurePolicy>))] FailurePolicy OnFailure,
    bool AutoConclude)
{
    public static Plan For(TargetEnvironment environment) =>
        new(environment.Strategy, environment.OnFailure, environment.AutoConclude);
}
