using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>
/// What is wrong with how a workload's own manifest has its pods replaced: one judgement, whether it is linted or about to be
/// shipped.
/// </summary>
internal static class DeclaredUpdate
{
    /// <summary>True for the kinds and types that Kubernetes has.</summary>
    public static bool IsKnown(string kind, string type) =>
        type is "RollingUpdate" || type == (kind is "Deployment" ? "Recreate" : "OnDelete");

    public static IEnumerable<UpdateFault> FaultsIn(string kind, SourceNode.Mapping root) =>
        root.Seen("spec")?.Meant is not SourceNode.Mapping spec ? []
        : kind switch
        {
            "Deployment" => InDeployment(spec),
            "StatefulSet" or "DaemonSet" => InOrdered(kind, spec, root),
            _ => [],
        };

    private static IEnumerable<UpdateFault> InDeployment(SourceNode.Mapping spec)
    {
        if (spec.Seen("updateStrategy") is { } wrong)
        {
            yield return new(wrong, "a Deployment has no updateStrategy: its key is strategy");
        }

        if (spec.Seen("strategy")?.Meant is not SourceNode.Mapping strategy)
        {
            yield break;
        }

        var rolling = strategy.Seen("rollingUpdate")?.Meant as SourceNode.Mapping;
        if (Text(strategy, "type") is { } type)
        {
            if (!IsKnown("Deployment", type.Value) && !IsVariable(type.Value))
            {
                yield return new(type, $"a Deployment has no strategy '{type.Value}'");
            }
            else if (type.Value is "Recreate" && rolling is not null)
            {
                yield return new(rolling, "rollingUpdate is refused beside Recreate");
            }
        }

        if (rolling is not null && IsZero(Text(rolling, "maxSurge")) && IsZero(Text(rolling, "maxUnavailable")))
        {
            yield return new(rolling, "with maxSurge and maxUnavailable 0 no pod may come and none may go");
        }
    }

    private static IEnumerable<UpdateFault> InOrdered(string kind, SourceNode.Mapping spec, SourceNode.Mapping root)
    {
        if (spec.Seen("strategy") is { } wrong)
        {
            yield return new(wrong, $"a {kind} has no strategy: its key is updateStrategy");
        }

        if (spec.Seen("updateStrategy")?.Meant is not SourceNode.Mapping strategy || Text(strategy, "type") is not { } type)
        {
            yield break;
        }

        if (type.Value is "OnDelete" && !HasShare(root))
        {
            yield return new(type, "OnDelete rolls nothing out until somebody deletes pods by hand") { IsRefused = false };
        }
        else if (!IsKnown(kind, type.Value) && !IsVariable(type.Value))
        {
            yield return new(type, $"a {kind} has no updateStrategy '{type.Value}'");
        }
    }

    /// <summary>The daemon's own canary: it is the daemon that deletes.</summary>
    private static bool HasShare(SourceNode.Mapping root) =>
        root.Seen("metadata")?.Meant is SourceNode.Mapping metadata && metadata.Seen("annotations")?.Meant is SourceNode.Mapping annotations &&
        annotations.Seen(NodeShare.Annotation) is not null;

    private static SourceNode.Scalar? Text(SourceNode.Mapping mapping, string key) => mapping.SeenText(key)?.Meant as SourceNode.Scalar;

    private static bool IsZero(SourceNode.Scalar? value) => value is { Value: "0" or "0%" };

    private static bool IsVariable(string text) => text.AsSpan().ContainsAny('$', '{', TemplateMask.Mark);
}

/// <summary>Where it stands and what it is.</summary>
internal sealed record UpdateFault(SourceNode At, string Why)
{
    /// <summary>True where the API server refuses or drops it; else it is taken, and rolls nothing out.</summary>
    public bool IsRefused { get; init; } = true;
}
