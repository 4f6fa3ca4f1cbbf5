namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class InlineValuesTests
{
    [Theory]
    [InlineData("apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    helm:\n      values: |\n")]
    [InlineData("apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec:\n  template:\n    source:\n      values: |-\n")]
    [InlineData("apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: app}\nspec:\n  chart: app\n  valuesContent: |-\n")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n  values.yaml: |\n")]
    public void Values_of_a_chart_that_stand_as_a_text_are_read_in_their_own_lines(string head)
    {
        Lint.Of(("app.yaml", head + Values("main"))).ShouldBe(["branch_tag app.yaml:9:16", "always_pulled app.yaml:10:23"]);
        Lint.Of(("app.yaml", head + Values("1.2.3"))).ShouldBe(["always_pulled app.yaml:10:23"]);
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n  notes.yaml: |\n")]
    [InlineData("apiVersion: example.org/v1\nkind: Application\nmetadata:\n  name: app\nspec:\n  values: |\n")]
    [InlineData("apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    helm:\n      note: |\n")]
    public void Other_texts_run_nowhere(string head) => Lint.Of(("app.yaml", head + Values("main"))).ShouldBeEmpty();

    private static string Values(string tag) =>
        $"        image:\n          repository: app\n          tag: {tag}\n          pullPolicy: Always\n";
}
