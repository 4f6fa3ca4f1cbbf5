using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>How this feature's events, requests and answers are written. Names are snake_case; unknown members of a request are errors.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DeploymentInitiated))]
[JsonSerializable(typeof(DeploymentOpened))]
[JsonSerializable(typeof(DeploymentShelved))]
[JsonSerializable(typeof(DeploymentResumed))]
[JsonSerializable(typeof(DeploymentConcluded))]
[JsonSerializable(typeof(DeploymentWaited))]
[JsonSerializable(typeof(ChecklistItemAttested))]
[JsonSerializable(typeof(ChecklistItemWaived))]
[JsonSerializable(typeof(ReleaseVerified))]
[JsonSerializable(typeof(ImageVerified))]
[JsonSerializable(typeof(MergeRequested))]
[JsonSerializable(typeof(ManifestsBumped))]
[JsonSerializable(typeof(ReconciliationRequested))]
[JsonSerializable(typeof(RevisionApplied))]
[JsonSerializable(typeof(RolloutProgressed))]
[JsonSerializable(typeof(RolloutCompleted))]
[JsonSerializable(typeof(RolloutFailed))]
[JsonSerializable(typeof(SmokeTestsPassed))]
[JsonSerializable(typeof(SmokeTestsFailed))]
[JsonSerializable(typeof(ObservationPassed))]
[JsonSerializable(typeof(ObservationFailed))]
[JsonSerializable(typeof(RollbackDecided))]
[JsonSerializable(typeof(SlotTaken))]
[JsonSerializable(typeof(SlotReleased))]
[JsonSerializable(typeof(VersionHeld))]
[JsonSerializable(typeof(HoldLifted))]
internal sealed partial class DeploymentsJson : JsonSerializerContext;
