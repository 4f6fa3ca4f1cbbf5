using System.Text.Json;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>Reads fields of a Kubernetes object by path; what is missing or of another type is the absent value.</summary>
public static class LiveObject
{
    public static JsonElement? At(this JsonElement from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (from.ValueKind is not JsonValueKind.Object || !from.TryGetProperty(name, out from))
            {
                return null;
            }
        }

        return from.ValueKind is JsonValueKind.Null ? null : from;
    }

    public static string? TextAt(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static long? NumberAt(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    public static DateTimeOffset? TimeAt(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.String } time && time.TryGetDateTimeOffset(out var value) ? value : null;

    public static bool IsTrueAt(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.True };

    public static IEnumerable<JsonElement> ItemsAt(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The condition of that type, or null.</summary>
    public static JsonElement? Condition(this JsonElement live, string type)
    {
        foreach (var condition in live.ItemsAt("status", "conditions"))
        {
            if (condition.TextAt("type") == type)
            {
                return condition;
            }
        }

        return null;
    }
}
