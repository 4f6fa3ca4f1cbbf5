namespace HecateDaemon.Lifecycle.Tests.Manifests;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("spec:\n  containers:\n  - image: ghcr.io/org/app:«1.0.0»\n{{- if .Values.debug }}\n  - image: x\n{{- end }}\n")]
    [InlineData("replicas: {{ .Values.replicas }}\nspec:\r\n  containers: [{image: ghcr.io/org/app:«1.0.0»}]\r\n")]
    [InlineData("{{- range $i, $e := .Values.all }}\n---\nname: {{ include \"x\" $ | quote }}-{{ $i }}\nspec:\n  labels:\n    {{- toYaml . | nindent 4 }}\n  containers:\n  - image: \"ghcr.io/org/app:«1.0.0»\"\n{{- end }}\n")]
    [InlineData("{{- if .Values.a }}\nspec: {containers: [{image: ghcr.io/org/app:«1.0.0»}]}\n{{- else }}\n---\nspec: {containers: [{image: ghcr.io/org/app:«1.0.0»}]}\n{{- end }}\n")]
    [InlineData("{{- /*\n  runs ghcr.io/org/app:1.0.0\n*/}}\n# {{ x }} ghcr.io/org/app\ncontainers:\n- image: ghcr.io/org/app:«1.0.0»\n  args: {{ x }} # ghcr.io/org/app:1.0.0\n")]
    public void What_is_literal_in_a_chart_is_a_place(string text) => Sample.ShouldChangeWhereMarked("templates/web.yaml", text, "pod_spec");

    [Theory]
    [InlineData("compose.yaml.j2", "services:\n{% for s in all %}\n  {{ s.name }}:\n    image: ghcr.io/org/app:«1.0.0»\n{% endfor %}\n{# ghcr.io/org/app:1.0.0 #}\n")]
    [InlineData("compose.yml.tftpl", "services: {web: {image: ghcr.io/org/app:«1.0.0»}}\n")]
    [InlineData("values.yaml.gotmpl", "web:\n  image: ghcr.io/org/app:«1.0.0»\n  host: {{ .Values.host }}\n")]
    public void A_templates_name_ends_in_its_engines_extension(string file, string text) =>
        Sample.ShouldChangeWhereMarked(file, text, "image_key");

    [Theory]
    [InlineData("image: {{ .Values.registry }}/org/app:1.0.0\n", "'{{ .Values.registry }}/org/app:1.0.0' has a variable")]
    [InlineData("image: ghcr.io/org/app:{{ .Values.tag }}\n", "not a plain one: 'ghcr.io/org/app:{{ .Values.tag }}'")]
    [InlineData("image: \"ghcr.io/org/app:1.0.0{{ .Values.suffix }}\"\n{{ x }}\n", "not a plain one")]
    [InlineData("image: {{ .Values.image | default \"ghcr.io/org/app:1.0.0\" }}\n", "action")]
    [InlineData("{{ if .Values.a }}image: ghcr.io/org/app:1.0.0{{ end }}\n", "not a plain one")]
    [InlineData("image:\n  {{ if .Values.a }}repository: ghcr.io/org/app\n  {{ end }}tag: 1.0.0\n", "action")]
    [InlineData("image:\n{{ if .Values.a }}\n  repository: ghcr.io/org/app\n  tag: 1.0.0\n{{ else }}\n  repository: ghcr.io/org/app\n  tag: 1.0.1\n{{ end }}\n", "twice")]
    [InlineData("labels: {{ x }}\n  more: y\nimage: ghcr.io/org/app:1.0.0\n", "template")]
    [InlineData("image: ghcr.io/org/app:1.0.0\nopen: {{ x\n", "template")]
    public void What_the_actions_may_change_is_unclear(string text, string why) => Sample.ShouldBeUnclear("web.yaml", text, why);

    [Theory]
    [InlineData("image: {{ .Values.image }}\n# ghcr.io/org/app:1.0.0\n")]
    [InlineData("# {{ x }} ghcr.io/org/app:1.0.0\nhost: {{ y }}\n")]
    [InlineData("image: ghcr.io/org/tool:1.0.0\nhost: {{ .Values.host }}\n")]
    [InlineData("image: ghcr.io/org/app\nhost: {{ .Values.host }}\n")]
    public void What_has_another_image_or_no_version_is_no_place(string text) => Sample.ShouldBeNoPlace("web.yaml", text);
}
