namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class ImpossibleStrategyTests
{
    [Fact]
    public void A_template_that_chooses_between_two_kinds_is_innocent() =>
        Lint.Codes("t.yaml",
            "apiVersion: apps/v1\n{{- if .Values.set }}\nkind: StatefulSet\n{{- else }}\nkind: Deployment\n{{- end }}\nmetadata: {name: a}\nspec:\n  strategy: {type: Recreate}\n")
            .ShouldBeEmpty();

    [Theory]
    [InlineData("Deployment", "strategy: {type: Canary}")]
    [InlineData("Deployment", "updateStrategy: {type: RollingUpdate}")]
    [InlineData("Deployment", "strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}")]
    [InlineData("Deployment", "strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0%}}")]
    [InlineData("StatefulSet", "strategy: {type: RollingUpdate}")]
    [InlineData("StatefulSet", "updateStrategy: {type: Recreate}")]
    [InlineData("DaemonSet", "updateStrategy: {type: Recreate}")]
    [InlineData("DaemonSet", "updateStrategy: {type: OnDelete}")]
    public void What_its_kind_does_not_have_is_guilty(string kind, string strategy) =>
        Lint.Codes("a.yaml", Workload(kind, strategy)).ShouldBe(["impossible_strategy"]);

    [Theory]
    [InlineData("Deployment", "strategy: {type: Recreate}")]
    [InlineData("Deployment", "strategy: {type: Recreate, rollingUpdate: null}")]
    [InlineData("Deployment", "strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}")]
    [InlineData("Deployment", "strategy: {type: '${STRATEGY}'}")]
    [InlineData("StatefulSet", "updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}")]
    [InlineData("DaemonSet", "updateStrategy: {rollingUpdate: {maxUnavailable: 1}}")]
    public void What_it_has_is_innocent(string kind, string strategy) => Lint.Codes("a.yaml", Workload(kind, strategy)).ShouldBeEmpty();

    [Fact]
    public void Where_the_daemon_deletes_the_pods_nobody_must() =>
        Lint.Codes("a.yaml", Workload("DaemonSet", "updateStrategy: {type: OnDelete}").Replace("name: a", "name: a, annotations: {hecate.social/canary-nodes: 25%}")).ShouldBeEmpty();

    private static string Workload(string kind, string strategy) =>
        $"apiVersion: apps/v1\nkind: {kind}\nmetadata: {{name: a}}\nspec:\n  {strategy}\n";
}
