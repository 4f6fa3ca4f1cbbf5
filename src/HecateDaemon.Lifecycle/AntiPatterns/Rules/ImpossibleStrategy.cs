using HecateDaemon.Lifecycle.Strategies;

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
        where workload.Group is "apps" && IsOfOneKind(workload)
        from fault in DeclaredUpdate.FaultsIn(workload.Kind, workload.Node)
        let found = file.Found(this, fault.At.Line, fault.At.Column, fault.Why)
        select fault.IsRefused ? found : found with { Severity = Severity.Warning };

    /// <summary>Not if a template has two of them, one of which is left out, with what belongs to it.</summary>
    private static bool IsOfOneKind(KubernetesObject workload) => workload.Node.ValuesOf("kind").Take(2).Count() is 1;
}
