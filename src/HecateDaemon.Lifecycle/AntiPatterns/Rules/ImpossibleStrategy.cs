using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>What the API server refuses or drops, so that the manifest says one thing and the cluster does another.</summary>
internal sealed class ImpossibleStrategy : IShowInFiles
{
    public string Code => "impossible_strategy";

    public Severity Severity => Severity.Error;

    public string Name => "A strategy that its kind does not have";

    public string Problem => "The rollout is refused, or goes another way than the manifest says";

    public string Instead =>
        "Deployment: strategy RollingUpdate or Recreate; StatefulSet and DaemonSet: updateStrategy RollingUpdate";

    public IEnumerable<Finding> In(LintedFile file) =>
        from workload in file.Objects
        where workload.Group is "apps" && workload.Spec is not null && IsOfOneKind(workload)
        from found in workload.Kind switch
        {
            "Deployment" => InDeployment(workload.Spec!, file),
            "StatefulSet" or "DaemonSet" => InOrdered(workload.Spec!, workload.Kind, file),
            _ => [],
        }
        select found;

    /// <summary>Not if a template has two of them, one of which is left out, with what belongs to it.</summary>
    private static bool IsOfOneKind(KubernetesObject workload) => workload.Node.ValuesOf("kind").Take(2).Count() is 1;

    private IEnumerable<Finding> InDeployment(SourceNode.Mapping spec, LintedFile file)
    {
        if (spec.Seen("updateStrategy") is { } wrong)
        {
            yield return file.Found(this, wrong.Line, wrong.Column, "a Deployment has no updateStrategy: its key is strategy");
        }

        if (spec.Seen("strategy")?.Meant is not SourceNode.Mapping strategy)
        {
            yield break;
        }

        var rolling = strategy.Seen("rollingUpdate")?.Meant as SourceNode.Mapping;
        if (Text(strategy, "type") is { } type)
        {
            if (type.Value is not ("RollingUpdate" or "Recreate") && !IsVariable(type.Value))
            {
                yield return file.Found(this, type.Line, type.Column, $"a Deployment has no strategy '{type.Value}'");
            }
            else if (type.Value is "Recreate" && rolling is not null)
            {
                yield return file.Found(this, rolling.Line, rolling.Column, "rollingUpdate is refused beside Recreate");
            }
        }

        if (rolling is not null && IsZero(Text(rolling, "maxSurge")) && IsZero(Text(rolling, "maxUnavailable")))
        {
            yield return file.Found(
                this, rolling.Line, rolling.Column, "with maxSurge and maxUnavailable 0 no pod may come and none may go");
        }
    }

    private IEnumerable<Finding> InOrdered(SourceNode.Mapping spec, string kind, LintedFile file)
    {
        if (spec.Seen("strategy") is { } wrong)
        {
            yield return file.Found(this, wrong.Line, wrong.Column, $"a {kind} has no strategy: its key is updateStrategy");
        }

        if (spec.Seen("updateStrategy")?.Meant is not SourceNode.Mapping strategy ||
            Text(strategy, "type") is not { } type)
        {
            yield break;
        }

        if (type.Value is "OnDelete")
        {
            var found = file.Found(
                this, type.Line, type.Column, "OnDelete rolls nothing out until somebody deletes pods by hand");
            yield return found with { Severity = Severity.Warning };
        }
        else if (type.Value is not "RollingUpdate" && !IsVariable(type.Value))
        {
            yield return file.Found(this, type.Line, type.Column, $"a {kind} has no updateStrategy '{type.Value}'");
        }
    }

    private static SourceNode.Scalar? Text(SourceNode.Mapping mapping, string key) =>
        mapping.SeenText(key)?.Meant as SourceNode.Scalar;

    private static bool IsZero(SourceNode.Scalar? value) => value is { Value: "0" or "0%" };

    private static bool IsVariable(string text) => text.AsSpan().ContainsAny('$', '{', TemplateMask.Mark);
}
