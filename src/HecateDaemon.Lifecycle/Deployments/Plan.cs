using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What the environment's configuration said when the deployment was initiated; a later change does not reach it.</summary>
public sealed record Plan(
    [property: JsonConverter(typeof(Values.SnakeCaseEnumConverter<Strategy>))] Strategy Strategy,
    [property: JsonConverter(typeof(Values.SnakeCaseEnumConverter<FailurePolicy>))] FailurePolicy OnFailure,
    bool AutoConclude)
{
    /// <summary>Null with other strategies, as is the other one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CanarySettings? Canary { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BlueGreenSettings? BlueGreen { get; init; }

    /// <summary>The strategy is the environment's, or the one that was <paramref name="wished"/> for.</summary>
    public static Plan For(TargetEnvironment environment, Strategy? wished = null)
    {
        var strategy = wished ?? environment.Strategy;
        return new(strategy, environment.OnFailure, environment.AutoConclude)
        {
            Canary = strategy is Strategy.Canary ? environment.Canary : null,
            BlueGreen = strategy is Strategy.BlueGreen ? environment.BlueGreen : null,
        };
    }
}
