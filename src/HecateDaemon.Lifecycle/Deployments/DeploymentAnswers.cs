using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The answer to a command or to a look at one deployment: it, its stream's version, and the events that the command caused.</summary>
internal sealed record DeploymentAnswer(DeploymentDocument Deployment, long Version, IReadOnlyList<string>? Events) : Answer;

/// <summary>
/// Newest first, whole up to the log's position. The cursor asks for those before; there is none on the last page.
/// </summary>
internal sealed record DeploymentsPage(IReadOnlyList<DeploymentDocument> Deployments, string? Cursor, long Position) : Answer;

internal sealed record ChecklistAnswer(IReadOnlyList<ChecklistItem> Entry, IReadOnlyList<ChecklistItem> Exit) : Answer;

internal sealed record EventsAnswer(IReadOnlyList<EventDocument> Events) : Answer;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeploymentAnswer))]
[JsonSerializable(typeof(DeploymentsPage))]
[JsonSerializable(typeof(ChecklistAnswer))]
[JsonSerializable(typeof(EventsAnswer))]
[JsonSerializable(typeof(HoldsAnswer))]
internal sealed partial class DeploymentAnswers : JsonSerializerContext;
