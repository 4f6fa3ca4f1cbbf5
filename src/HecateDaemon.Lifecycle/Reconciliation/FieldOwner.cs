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
        string[] steps = [.. path];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = steps[i].StartsWith("k:", StringComparison.Ordinal) ? steps[i] : $"f:{steps[i]}";
        }

        (string Manager, DateTimeOffset? At)? last = null;
        foreach (var entry in EntriesOf(live))
        {
            if (entry.Owns(steps) && (last is null || entry.At >= last.Value.At || last.Value.At is null))
            {
                last = (entry.Manager, entry.At);
            }
        }

        return last;
    }

    /// <summary>The tool that made the object: the first that set its specification. Its controller sets other things in the same second.</summary>
    public static (string Manager, DateTimeOffset? At)? OfCreation(JsonElement live) => EntriesOf(live)
        .Where(e => e.Owns("f:spec"))
        .OrderBy(e => e.At)
        .Select(e => ((string Manager, DateTimeOffset? At)?)(e.Manager, e.At))
        .FirstOrDefault();

    public static IEnumerable<FieldEntry> EntriesOf(JsonElement live) =>
        from entry in live.ItemsAt("metadata", "managedFields")
        where entry.TextAt("manager") is not null && entry.At("fieldsV1") is not null
        select new FieldEntry(entry.TextAt("manager")!, entry.TimeAt("time"), entry.At("fieldsV1")!.Value);
}
