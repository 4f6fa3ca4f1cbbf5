using System.Text.Json;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Writes a workload's <c>spec.selector</c> as the query that finds its pods.</summary>
internal static class LabelSelector
{
    /// <summary>Null for an absent or empty selector, which would mean every pod.</summary>
    public static string? Of(JsonElement workload)
    {
        var labels = workload.At("spec", "selector", "matchLabels") is { ValueKind: JsonValueKind.Object } map
            ? map.EnumerateObject().Select(l => $"{l.Name}={l.Value.GetString()}")
            : [];
        var expressions = workload.ItemsAt("spec", "selector", "matchExpressions").Select(Expression);
        var query = string.Join(',', labels.Concat(expressions));
        return query.Length > 0 ? query : null;
    }

    private static string Expression(JsonElement expression)
    {
        var key = expression.TextAt("key");
        var values = string.Join(',', expression.ItemsAt("values").Select(v => v.GetString()));
        return expression.TextAt("operator") switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "DoesNotExist" => $"!{key}",
            _ => $"{key}",
        };
    }
}
