using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>How a checklist item stands.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ItemStatus>))]
public enum ItemStatus
{
    /// <summary>Proven by looking.</summary>
    Satisfied,

    /// <summary>Looked at, and not so.</summary>
    Unsatisfied,

    /// <summary>A person vouches for what cannot be looked at.</summary>
    Attested,

    /// <summary>A person decided to go on without it, and said why.</summary>
    Waived,

    /// <summary>Nothing to look at, and nobody has vouched.</summary>
    CannotTell,
}
