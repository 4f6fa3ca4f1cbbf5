using System.Text.Json;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>
/// Who owns a field, by an object's <c>managedFields</c>. Servers before 1.22 leave the subresource empty and lose who scaled;
/// a cause is only told where an owner was found.
/// </summary>
internal static class FieldOwner
{
    /// <summary>The last tool that set the field, or null. Steps are names (<c>f:</c> is added) or a list's keys (<c>k:{…}</c>).</summary>
    public static (string Manager, DateTimeOffset? At)? Of(JsonElement live, params ReadOnlySpan<string> path)
    {
        (string Manager, DateTimeOffset? At)? last = null;
        foreach (var entry in live.ItemsAt("metadata", "managedFields"))
        {
            if (entry.TextAt("manager") is { } manager && entry.At("fieldsV1") is { } fields && Owns(fields, path))
            {
                var at = entry.TimeAt("time");
                if (last is null || at >= last.Value.At || last.Value.At is null)
                {
                    last = (manager, at);
                }
            }
        }

        return last;
    }

    /// <summary>The tool that made the object: the first that set its specification. Its controller sets other things in the same second.</summary>
    public static (string Manager, DateTimeOffset? At)? OfCreation(JsonElement live) => live.ItemsAt("metadata", "managedFields")
        .Where(e => e.TextAt("manager") is not null && e.At("fieldsV1", "f:spec") is not null)
        .OrderBy(e => e.TimeAt("time"))
        .Select(e => ((string Manager, DateTimeOffset? At)?)(e.TextAt("manager")!, e.TimeAt("time")))
        .FirstOrDefault();

    private static bool Owns(JsonElement fields, ReadOnlySpan<string> path)
    {
        foreach (var step in path)
        {
            if (fields.At(step.StartsWith("k:", StringComparison.Ordinal) ? step : $"f:{step}") is not { } below)
            {
                return false;
            }

            fields = below;
        }

        return true;
    }
}
