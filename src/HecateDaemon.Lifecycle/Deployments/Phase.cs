using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The states of the seed's lifecycle table; <c>Unborn</c> before anything happened.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Phase>))]
public enum Phase
{
    Unborn,
    Pending,
    Active,
    Paused,
    Completed,
}
