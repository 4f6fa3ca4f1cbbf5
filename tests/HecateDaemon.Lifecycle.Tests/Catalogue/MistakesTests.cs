using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Tests.Catalogue;

/// <summary>Each row spoils one setting of a sound configuration and names all that is then said: null takes a setting away.</summary>
public sealed class MistakesTests
{
    private const string Division = "Divisions:hecate-sample";
    private const string Production = "Environments:production";
    private const string Staging = "Environments:staging";
    private const string Test = "Environments:production:SmokeTests:0";

    [Fact]
    public void The_sound_configuration_has_none() => SampleConfiguration.With().Mistakes.ShouldBeEmpty();

    [Theory]
    [InlineData($"{Division}:CodeRepository", null, "must be given")]
    [InlineData($"{Division}:CodeRepository", "", "must be given")]
    [InlineData($"{Division}:CodeRepository", "sources", "must be a git repository: an http, https, ssh or file URL, user@host:path, or an absolute path")]
    [InlineData($"{Division}:CodeRepository", "ftp://host/x", "must be a git repository: an http, https, ssh or file URL, user@host:path, or an absolute path")]
    [InlineData($"{Division}:CodeRepository", "https://host/x?token=1", "must have no '?' or '#' part")]
    [InlineData($"{Division}:CodeRepository", "/srv/x\n", "must be at most 4096 characters, without control characters or spaces around them")]
    [InlineData($"{Division}:Image", null, "must be given: an image repository such as ghcr.io/org/app, without tag or digest")]
    [InlineData($"{Division}:Image", "ghcr.io/a:1", "must be an image repository such as ghcr.io/org/app, without tag or digest, not 'ghcr.io/a:1'")]
    [InlineData($"{Division}:TagPrefix", "../", "must be the beginning of a git tag, such as v, not '../'")]
    [InlineData($"{Division}:CodeRepo", "x", "is not a setting: did you mean CodeRepository?")]
    [InlineData($"{Division}:Colour", "x", "is not a setting: known are Advice, BelowOne, Ci, CodeRepository, GitOpsPath, Image, TagPrefix, VersionFiles")]
    [InlineData("Divisions:flat", "x", "must be a section, not a single value")]
    [InlineData("Loops:Reconcile", "00:00:00", "must be a duration from 00:00:01 to 1.00:00:00, not '00:00:00'")]
    [InlineData("Loops:Smoke", "00:01:00", "is not a setting: did you mean SmokeTests?")]
    [InlineData("Loops", "00:01:00", "must be a section, not a single value")]
    [InlineData("Environmnets:x:Branch", "main", "is not a setting: did you mean Environments?")]
    [InlineData($"{Production}:Reconciler", "fluxx", "must be flux, argo, direct or directory, not 'fluxx'")]
    [InlineData($"{Production}:Reconciler", null, "must be given: flux, argo, direct or directory")]
    [InlineData($"{Production}:Flux", null, "must be given where Reconciler is flux")]
    [InlineData($"{Production}:Flux:Kustomization", null, "must be given: a Kubernetes name: 1 to 253 of a-z, 0-9, '.' and '-', a letter or digit at both ends")]
    [InlineData($"{Production}:Flux:Namespace", "-x", "must be a Kubernetes name: 1 to 63 of a-z, 0-9 and '-', a letter or digit at both ends, not '-x'")]
    [InlineData($"{Production}:Flux:Name", "x", "is not a setting: did you mean Namespace?")]
    [InlineData($"{Production}:Directory:Path", "/srv/x", "has no meaning where Reconciler is flux")]
    [InlineData($"{Production}:Argo:Application", "x", "has no meaning where Reconciler is flux")]
    [InlineData($"{Production}:Direct:Prune", "true", "has no meaning where Reconciler is flux")]
    [InlineData($"{Production}:Flux:ImageAutomation", "ignore", "must be refuse or suspend, not 'ignore'")]
    [InlineData($"{Production}:Kustomize", "kustomize", "must be an absolute path on this machine, not 'kustomize'")]
    [InlineData($"{Staging}:Flux:GitRepository", "x", "has no meaning where Reconciler is directory")]
    [InlineData($"{Staging}:Cluster:Kubeconfig", "/etc/k", "has no meaning where Reconciler is directory")]
    [InlineData($"{Staging}:Directory", null, "must be given where Reconciler is directory")]
    [InlineData($"{Staging}:Directory:Path", "srv/sample", "must be an absolute path on this machine, not 'srv/sample'")]
    [InlineData($"{Production}:Cluster:Kubeconfig", "kubeconfig", "must be an absolute path on this machine, not 'kubeconfig'")]
    [InlineData($"{Production}:Cluster:Context", "prod", "has no meaning without Kubeconfig")]
    [InlineData($"{Production}:Cluster", "prod", "must be a section, not a single value")]
    [InlineData($"{Production}:Namespace", "My_Namespace", "must be a Kubernetes name: 1 to 63 of a-z, 0-9 and '-', a letter or digit at both ends, not 'My_Namespace'")]
    [InlineData($"{Production}:Strategy", "blue/green", "must be rolling, recreate, canary or blue_green, not 'blue/green'")]
    [InlineData($"{Production}:Canary:Steps:0", "100", "must be at most 20 whole numbers from 1 to 99, each higher than the one before")]
    [InlineData($"{Production}:Canary:Steps:0", "half", "must be at most 20 whole numbers from 1 to 99, each higher than the one before")]
    [InlineData($"{Production}:Canary:NodeLabel", "canary", "must be a node label as KEY=VALUE: letters, digits, '.', '_', '-', and at most one '/' in the key, not 'canary'")]
    [InlineData($"{Production}:BlueGreen:KeepOld", "soon", "must be a duration from 00:00:00 to 30.00:00:00, not 'soon'")]
    [InlineData($"{Production}:Strategy", "Rolling", "must be rolling, recreate, canary or blue_green, not 'Rolling'")]
    [InlineData($"{Production}:Observation:OnInconclusive", "ask", "must be wait, extend or pass, not 'ask'")]
    [InlineData($"{Production}:Observation:Prometheus:Url", "prometheus:9090", "must be an absolute http or https URL")]
    [InlineData($"{Production}:Observation:Prometheus:Url", "https://p/api?x=1", "must be the base of the API, without a query")]
    [InlineData($"{Production}:OnFailure", "rollback", "must be shelve or roll_back, not 'rollback'")]
    [InlineData($"{Production}:OnFailure:Deep", "x", "must be a single value, not a section")]
    [InlineData($"{Production}:AutoConclude", "yes", "must be true or false, not 'yes'")]
    [InlineData($"{Production}:Branch", "a..b", "must be the name of a git branch, such as main, not 'a..b'")]
    [InlineData($"{Production}:Branch", "refs/heads/main", "must be the name of a git branch, such as main, not 'refs/heads/main'")]
    [InlineData($"{Production}:Branch", "main.lock", "must be the name of a git branch, such as main, not 'main.lock'")]
    [InlineData($"{Production}:Branch", "-f", "must be the name of a git branch, such as main, not '-f'")]
    [InlineData($"{Production}:ImageDeadline", "30", "must be a duration from 00:00:01 to 1.00:00:00, not '30'")]
    [InlineData($"{Production}:ImageDeadline", "24:00:00", "must be a duration from 00:00:01 to 1.00:00:00, not '24:00:00'")]
    [InlineData($"{Production}:RolloutDeadline", "00:00:00", "must be a duration from 00:00:01 to 1.00:00:00, not '00:00:00'")]
    [InlineData($"{Production}:ObservationWindow", "8.00:00:00", "must be a duration from 00:00:00 to 7.00:00:00, not '8.00:00:00'")]
    [InlineData($"{Production}:Predecessor", "stagging", "is not a known environment: did you mean staging?")]
    [InlineData($"{Production}:Predecessor", "moon", "is not a known environment: 'moon'")]
    [InlineData($"{Production}:Predecessor", "production", "leads back to itself: production after production")]
    [InlineData($"{Production}:GitOpsRepository", null, "must be given")]
    [InlineData($"{Test}:Name", null, "must be given: a name: 1 to 63 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit")]
    [InlineData($"{Test}:Url", null, "must be given")]
    [InlineData($"{Test}:Url", "/health", "must be an absolute http or https URL")]
    [InlineData($"{Test}:Url", "file:///etc/passwd", "must be an absolute http or https URL")]
    [InlineData($"{Test}:Kind", "grpc", "must be http, not 'grpc'")]
    [InlineData($"{Test}:UnixSocket", "daemon.sock", "must be an absolute path on this machine, not 'daemon.sock'")]
    [InlineData($"{Test}:UnixSocket", "/run/a-name-that-is-longer-than-what-a-socket-address-of-the-kernel-can-hold-in-its-one-hundred-and-eight-bytes.sock", "must be at most 107 bytes long")]
    [InlineData($"{Test}:ExpectStatus", "99", "must be a whole number from 100 to 599, not '99'")]
    [InlineData($"{Test}:ExpectStatus", "2OO", "must be a whole number from 100 to 599, not '2OO'")]
    [InlineData($"{Test}:VersionAt", "version", "must be a JSON path, such as $.status, not 'version'")]
    [InlineData($"{Test}:VersionAt", "$..version", "must be a JSON path, such as $.status, not '$..version'")]
    [InlineData($"{Test}:ExpectJson:status", "ok", "is not a JSON path, such as $.status")]
    [InlineData($"{Test}:ExpectJson:$.status", "", "must be given")]
    [InlineData($"{Test}:Timeout", "00:06:00", "must be a duration from 00:00:00.1000000 to 00:05:00, not '00:06:00'")]
    [InlineData($"{Test}:Patience", "-00:00:01", "must be a duration from 00:00:00 to 01:00:00, not '-00:00:01'")]
    public void A_spoilt_setting_is_named_with_what_it_must_be(string key, string? value, string sentence)
    {
        var mistake = SampleConfiguration.With((key, value)).Mistakes.ShouldHaveSingleItem();

        mistake.Sentence.ShouldBe(sentence);
        key.ShouldStartWith(mistake.Key); // a section may be named for what stands in it
    }

    [Theory]
    [InlineData("Token", "x", "is not a setting: did you mean TokenFile?")]
    [InlineData("TokenFile", "/etc/hecate/token", "must be https where a TokenFile is given: the token would be seen by everybody on the way")]
    [InlineData("Queries:0:Max", null, "must be given, or Min, or MaxRatio: without a limit nothing is told")]
    [InlineData("Queries:0:Max", "1e999", "must be a number, such as 0.01, not '1e999'")]
    [InlineData("Queries:0:Query", null, "must be given")]
    [InlineData("Queries:0:Expr", "up", "is not a setting: known are Max, MaxRatio, Min, Name, Query")]
    public void A_spoilt_question_about_metrics_is_named(string key, string? value, string sentence) =>
        SampleConfiguration.With(
            ($"{Production}:Observation:Prometheus:Url", "http://prometheus:9090"),
            ($"{Production}:Observation:Prometheus:Queries:0:Name", "up"),
            ($"{Production}:Observation:Prometheus:Queries:0:Query", key is "Queries:0:Query" ? null : "up"),
            ($"{Production}:Observation:Prometheus:Queries:0:Max", key is "Queries:0:Max" ? null : "1"),
            ($"{Production}:Observation:Prometheus:{key}", value)).Mistakes.ShouldContain(m => m.Sentence == sentence);

    [Theory]
    [InlineData("/clusters")]
    [InlineData("clusters/")]
    [InlineData("clusters//production")]
    [InlineData("clusters/../../etc")]
    [InlineData("./clusters")]
    [InlineData("..")]
    [InlineData(@"clusters\production")]
    [InlineData(@"C:\clusters")]
    [InlineData(".git/hooks")]
    public void A_path_that_leaves_the_repository_or_is_not_canonical_is_refused(string path)
    {
        SampleConfiguration.With(($"{Production}:Path", path)).Mistakes.ShouldHaveSingleItem().Key.ShouldBe($"{Production}:Path");
        SampleConfiguration.With(($"{Division}:GitOpsPath", path)).Mistakes.ShouldHaveSingleItem().Key.ShouldBe($"{Division}:GitOpsPath");
    }

    [Theory]
    [InlineData($"{Division}:GitOpsPath", "")]
    [InlineData($"{Division}:GitOpsPath", "apps/..hidden/a b.yaml")]
    [InlineData($"{Division}:TagPrefix", "")]
    [InlineData($"{Division}:TagPrefix", "release-")]
    [InlineData($"{Division}:CodeRepository", "file:///srv/git/sample.git")]
    [InlineData($"{Division}:CodeRepository", "git@host:sample")]
    [InlineData($"{Division}:CodeRepository", "ssh://git@host:2222/sample")]
    [InlineData($"{Production}:Branch", "release/1.x")]
    [InlineData($"{Production}:ObservationWindow", "00:00:00")]
    [InlineData($"{Production}:AutoConclude", "False")]
    [InlineData($"{Test}:Timeout", "00:00:00.100")]
    public void What_looks_odd_but_is_sound_is_let_through(string key, string value) =>
        SampleConfiguration.With((key, value)).Mistakes.ShouldBeEmpty();

    [Fact]
    public void One_spoilt_setting_is_one_mistake_and_not_several()
    {
        SampleConfiguration.With(($"{Production}:Reconciler", "helm")).Mistakes.ShouldHaveSingleItem();
        SampleConfiguration.With(($"{Division}:CodeRepository", "x"), ($"{Production}:GitOpsRepository", "x"))
            .Mistakes.Count.ShouldBe(2);
    }

    [Fact]
    public void A_name_that_is_none_is_told_what_it_must_be() =>
        SampleConfiguration.With(("Environments:Test:GitOpsRepository", "/srv/x"), ("Environments:Test:Reconciler", "direct"))
            .Mistakes.ShouldHaveSingleItem().ToString()
            .ShouldBe("Environments:Test is not an environment name: 1 to 63 of a-z, 0-9 and '-', beginning with a letter or digit");

    [Fact]
    public void An_environment_or_division_without_settings_is_told_what_it_lacks()
    {
        var reading = CatalogueReader.Read(
            SampleConfiguration.FromJson("""{ "Divisions": { "a": {} }, "Environments": { "b": {} } }"""));

        reading.Mistakes.Select(m => m.Key).ShouldBe([
            "Divisions:a:CodeRepository", "Divisions:a:GitOpsPath", "Divisions:a:Image",
            "Environments:b:GitOpsRepository", "Environments:b:Reconciler",
        ]);
    }
}
