using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The stations of the road, in the order in which every deployment passes them.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Station>))]
public enum Station
{
    None,
    Opened,
    ReleaseVerified,
    ImageVerified,
    BaselineTaken,
    ManifestsBumped,
    ReconciliationRequested,
    RevisionApplied,
    RolloutCompleted,
    SmokeTestsPassed,
    ObservationPassed,
}
