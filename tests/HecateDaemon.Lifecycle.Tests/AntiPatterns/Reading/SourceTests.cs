namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class SourceTests
{
    [Fact]
    public void A_template_keeps_lines_and_columns() =>
        Lint.Of(("templates/a.yaml",
            """
            {{- if .Values.enabled }}
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {{ include "a.name" . }}
              labels:
                {{- include "a.labels" . | nindent 4 }}
            spec:
              template:
                spec:
                  containers:
                    - name: {{ .Chart.Name }}
                      image: "{{ .Values.registry }}/app:latest"
                      {{- with .Values.more }}
                      {{- toYaml . | nindent 10 }}
                      {{- end }}
            {{- end }}

            """)).ShouldBe(["latest_tag templates/a.yaml:13:18"]);

    [Fact]
    public void Jinja_is_a_template_too() =>
        Lint.Of(("a.yaml.j2", "{% for a in all %}\nspec:\n  containers:\n    - image: app:latest\n{% endfor %}\n"))
            .ShouldBe(["latest_tag a.yaml.j2:4:14"]);

    [Theory]
    [InlineData("a.yaml", "a: &app web\nvalues:\n  *app:\n    containers:\n      - image: app:latest\n", 5, 16)]
    [InlineData("a.json", "// what it runs\n{\n  /* \"image\": { */\n  \"image\": \"app:latest\", // \"see http://example.org\n}\n", 4, 12)]
    public void What_others_can_read_is_read(string file, string text, int line, int column) =>
        Lint.Of((file, text)).ShouldBe([$"latest_tag {file}:{line}:{column}"]);

    [Fact]
    public void A_broken_document_does_not_take_the_others_with_it()
    {
        var file = ("a.yaml", $"{Lint.Deployment("app")}---\na: [\n---\n{Lint.Deployment("app:main")}");

        Lint.Of(file).ShouldBe(["latest_tag a.yaml:10:18", "branch_tag a.yaml:23:18"]);
        Lint.Unclear(file).ShouldHaveSingleItem().Line.ShouldBe(11);
    }

    [Fact]
    public void A_template_that_is_no_YAML_at_all_is_read_line_by_line()
    {
        var file = ("templates/a.yaml", "a: b: {{ c }}\n  - image: app:latest # x\n  - image: {{ d }}\n");

        Lint.Of(file).ShouldBe(["latest_tag templates/a.yaml:2:12"]);
        Lint.Unclear(file).ShouldNotBeEmpty();
    }
}
