using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>How a deployment's new version replaces the old one, as the API tells it.</summary>
internal sealed record StrategyAnswer : Answer
{
    public required DeploymentId DeploymentId { get; init; }

    [JsonConverter(typeof(SnakeCaseEnumConverter<Strategy>))]
    public required Strategy Strategy { get; init; }

    /// <summary>What the advisor proposes by the changed files; left out where nothing is declared, nothing was shipped before, or nobody can look.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>All that there are, in the order of the seed's table; those without an answer could not be judged.</summary>
    public required IReadOnlyList<StrategyOption> Options { get; init; }

    /// <summary>What is still to come, if all goes well.</summary>
    public required IReadOnlyList<StageDocument> Ahead { get; init; }

    /// <summary>The steps that were taken, in order, with their commits.</summary>
    public required IReadOnlyList<StepDocument> Taken { get; init; }

    /// <summary>Why a person wants the new version everywhere, and why the commits are being taken back.</summary>
    public string? Promotion { get; init; }

    public string? Abort { get; init; }
}

/// <summary>A strategy with the seed's words for when to use it, and whether it can be used with the manifests as they are.</summary>
internal sealed record StrategyOption(
    [property: JsonConverter(typeof(SnakeCaseEnumConverter<Strategy>))] Strategy Strategy, string UseWhen, string Risk, bool? Feasible, string? Reason);

internal sealed record StageDocument(string Name, string What);

internal sealed record StepDocument(
    int Number, string Name, string What, CommitId GitopsCommit, [property: JsonConverter(typeof(UnixMillisecondsJsonConverter))] DateTimeOffset CommittedAt);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StrategyAnswer))]
internal sealed partial class StrategyAnswers : JsonSerializerContext;
