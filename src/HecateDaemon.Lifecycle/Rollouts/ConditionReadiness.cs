using System.Text.Json;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>A custom resource, by the conditions that such are to have; without a Ready condition it is as good as it can be.</summary>
internal static class ConditionReadiness
{
    public static RolloutVerdict Of(JsonElement live) => live.Condition("Ready") switch
    {
        null when live.At("status") is null => new RolloutVerdict.InProgress("its controller has not looked at it"),
        null => new RolloutVerdict.Complete("its controller has looked at it, and it has no Ready condition"),
        { } ready when ready.TextAt("status") is "True" => new RolloutVerdict.Complete("it is Ready"),
        { } ready => new RolloutVerdict.InProgress($"it is not Ready: {ready.TextAt("reason")}: {ready.TextAt("message")}"),
    };
}
