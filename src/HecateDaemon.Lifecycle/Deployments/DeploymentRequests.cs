using System.Text.Json;
using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>No strategy: the environment's.</summary>
internal sealed record InitiateRequest(
    DivisionId DivisionId,
    EnvironmentName Environment,
    ReleaseVersion Version,
    [property: JsonConverter(typeof(SnakeCaseEnumConverter<Strategy>))] Strategy? Strategy = null);

internal sealed record ReasonRequest(Sentence Reason);

/// <summary>No version: the last good one.</summary>
internal sealed record RollbackRequest(Sentence Reason, ReleaseVersion? Version = null);

internal sealed record AttestRequest(string Item, Sentence Note);

internal sealed record WaiveRequest(string Item, Sentence Reason);

/// <summary>A command that says everything by its path.</summary>
internal sealed record EmptyRequest;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(InitiateRequest))]
[JsonSerializable(typeof(ReasonRequest))]
[JsonSerializable(typeof(RollbackRequest))]
[JsonSerializable(typeof(AttestRequest))]
[JsonSerializable(typeof(WaiveRequest))]
[JsonSerializable(typeof(EmptyRequest))]
internal sealed partial class DeploymentRequests : JsonSerializerContext;
