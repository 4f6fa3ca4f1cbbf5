using System.Text.Json;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>A pod that stands by itself. Why it waits is told by <see cref="PodTrouble"/>.</summary>
internal static class PodReadiness
{
    public static RolloutVerdict Of(JsonElement live) => live.TextAt("status", "phase") switch
    {
        "Succeeded" => new RolloutVerdict.Complete("it ran to its end"),
        "Failed" => new RolloutVerdict.Failed($"it failed: {live.TextAt("status", "reason")} {live.TextAt("status", "message")}".TrimEnd(' ', ':')),
        "Running" when live.Condition("Ready")?.TextAt("status") is "True" => new RolloutVerdict.Complete("it is ready"),
        "Running" => new RolloutVerdict.InProgress("it runs and is not ready"),
        var phase => new RolloutVerdict.InProgress($"it is {phase ?? "not looked at"}"),
    };
}
