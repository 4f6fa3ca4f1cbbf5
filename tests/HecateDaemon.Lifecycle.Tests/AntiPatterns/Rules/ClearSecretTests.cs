using HecateDaemon.Lifecycle.AntiPatterns;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class ClearSecretTests
{
    [Theory]
    [InlineData("stringData: {username: admin, password: hunter2}")]
    [InlineData("data: {password: aHVudGVyMg==}")]
    [InlineData("stringData: {url: 'postgres://app:hunter2@db/app'}")]
    [InlineData("stringData: {a: 'ENC[AES256_GCM,data:x,type:str]', b: hunter2}\nsops: {mac: x}")]
    public void A_value_in_clear_is_guilty(string values)
    {
        var finding = Lint.Findings("secret.yaml", Secret(values)).ShouldHaveSingleItem();

        finding.Rule.ShouldBe("clear_secret");
        (finding.Seen + ((FindingPlace.InFile)finding.Place).Excerpt).ShouldNotContain("unter2");
    }

    [Theory]
    [InlineData("data: {}")]
    [InlineData("type: kubernetes.io/service-account-token")]
    [InlineData("stringData: {password: ''}")]
    [InlineData("stringData: {password: '${PASSWORD}'}")]
    [InlineData("stringData: {password: '<path:kv/app#password>'}")]
    [InlineData("stringData: {password: 'op://vault/item/password'}")]
    [InlineData("stringData: {password: change-me}")]
    [InlineData("stringData: {username: admin}")]
    [InlineData("stringData: {url: 'https://git.example.org/org', shallowClone: 'true'}")]
    [InlineData("data: {USE_IDENTITY: dHJ1ZQ==}")]
    [InlineData("stringData:\n  config: |\n    {\"bearerToken\": \"<path:kv/data/cluster#token>\"}")]
    [InlineData("stringData: {repository: '${URL}/app', password: '${PASSWORD}'}")]
    [InlineData("stringData: {driver: cloudflare, password: '${PASSWORD}'}")]
    [InlineData("stringData: {password: my-password}")]
    [InlineData("stringData: {.dockerconfigjson: '{\"password\": \"{{ .Values.pat }}\"}'}")]
    [InlineData("stringData:\n  credentials.json: |\n    {\"a\": \"#{ tunnel }#\"}")]
    [InlineData("stringData:\n  config.yaml: |\n    user: a\n    password: ${SECRET_PASSWORD}")]
    [InlineData("data: {password: 'ENC[AES256_GCM,data:x,type:str]'}\nsops: {mac: x}")]
    [InlineData("data: {file: 'eyJkYXRhIjogIkVOQ1tBRVMyNTZfR0NNLGRhdGE6eF0iLCAic29wcyI6IHsibWFjIjogIngifX0='}")]
    [InlineData("data: {tls.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSQo=}")]
    public void What_is_encrypted_or_filled_in_or_public_is_innocent(string values) =>
        Lint.Codes("secret.yaml", Secret(values)).ShouldBeEmpty();

    [Theory]
    [InlineData("stringData: {driver: cloudflare, password: hunter2, token: '${TOKEN}'}")]
    [InlineData("stringData:\n  password.sh: |\n    a=1\n    echo ${a} hunter2")]
    public void What_speaks_of_a_secret_beside_others_that_are_kept_is_guilty(string values) =>
        Lint.Codes("secret.yaml", Secret(values)).ShouldBe(["clear_secret"]);

    [Theory]
    [InlineData("apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec: {encryptedData: {password: AgBy}}")]
    [InlineData("apiVersion: v1\nkind: ServiceAccount\nimagePullSecrets: [{kind: Secret, name: a}]")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: {{ .Release.Name }}}\ndata:\n  password: {{ .Values.password | b64enc }}")]
    public void Another_kind_or_a_template_is_innocent(string text) => Lint.Codes("secret.yaml", text).ShouldBeEmpty();

    [Fact]
    public void A_generator_with_literals_is_guilty() =>
        Lint.Of(("kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nsecretGenerator:\n  - name: a\n    literals: [password=hunter2]\n"))
            .ShouldBe(["clear_secret kustomization.yaml:5:16"]);

    private static string Secret(string values) => $"apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\n{values}\n";
}
