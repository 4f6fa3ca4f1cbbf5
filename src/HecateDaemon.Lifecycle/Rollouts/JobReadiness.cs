using System.Text.Json;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>A job has rolled out once it runs: kstatus does not wait for its end either. One that failed has failed.</summary>
internal static class JobReadiness
{
    public static RolloutVerdict Of(JsonElement live)
    {
        var succeeded = live.NumberAt("status", "succeeded") ?? 0;
        return Holds(live, "Failed") is { } failed
                ? new RolloutVerdict.Failed($"it failed: {failed.TextAt("reason")} {failed.TextAt("message")}")
            : Holds(live, "Complete") is not null ? new RolloutVerdict.Complete($"it is complete with {succeeded} succeeded pods")
            : Holds(live, "Suspended") is not null || live.IsTrueAt("spec", "suspend")
                ? new RolloutVerdict.InProgress("it is suspended (spec.suspend)") { NeedsPerson = true }
            : live.TextAt("status", "startTime") is null ? new RolloutVerdict.InProgress("it has not started")
            : live.NumberAt("status", "active") is null or 0 && succeeded is 0 ? new RolloutVerdict.InProgress("it has no pod yet")
            : new RolloutVerdict.Complete($"it runs, with {succeeded} succeeded pods so far");
    }

    private static JsonElement? Holds(JsonElement live, string condition) =>
        live.Condition(condition) is { } found && found.TextAt("status") is "True" ? found : null;
}
