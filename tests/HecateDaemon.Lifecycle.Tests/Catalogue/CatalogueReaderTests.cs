using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Tests.Architecture;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Configuration;

namespace HecateDaemon.Lifecycle.Tests.Catalogue;

public sealed class CatalogueReaderTests
{
    [Fact]
    public void What_is_asked_of_images_checklists_and_the_team_arrives_too()
    {
        var reading = SampleConfiguration.With(
            ("Registry:DockerConfig", "/etc/hecate/docker/config.json"), ("Registry:CaFile", "/etc/hecate/ca.pem"),
            ("Registry:Credentials:0:Host", "GHCR.io"), ("Registry:Credentials:0:File", "/run/credentials/ghcr"),
            ("Registry:Cosign:Executable", "/usr/bin/cosign"), ("Registry:Cosign:Arguments:0", "--key"), ("Registry:Cosign:Arguments:1", "/etc/cosign.pub"),
            ("Divisions:hecate-sample:Ci:Kind", "github"), ("Divisions:hecate-sample:Ci:Repository", "hecate/sample"),
            ("Divisions:hecate-sample:Ci:Url", "https://git.example.org/api/v3"), ("Divisions:hecate-sample:Ci:TokenFile", "/run/credentials/ci"),
            ("Environments:production:Image:Origin", "require"), ("Environments:production:Image:Platforms", "off"),
            ("Environments:production:Image:Signature", "warn"), ("Environments:production:Image:NodePlatforms:0", "linux/arm64"),
            ("Environments:production:Checklist:NotRequired:0", "team_notified"), ("Environments:production:Checklist:NeverWaived:0", "*"),
            ("Environments:production:Checklist:WaiverUids:0", "0"), ("Environments:production:Checklist:WaiverGids:0", "4294967294"),
            ("Environments:production:Notifications:0:Name", "ops"), ("Environments:production:Notifications:0:UrlFile", "/run/credentials/hook"),
            ("Environments:production:Notifications:0:Template", "slack"));

        reading.Mistakes.ShouldBeEmpty();
        var catalogue = reading.Catalogue.ShouldNotBeNull();
        catalogue.Registry.Credentials.ShouldBe([new("ghcr.io", "/run/credentials/ghcr")]);
        (catalogue.Registry.CaFile, catalogue.Registry.Cosign!.Executable).ShouldBe(("/etc/hecate/ca.pem", "/usr/bin/cosign"));
        catalogue.Registry.Cosign.Arguments.ShouldBe(["--key", "/etc/cosign.pub"]);
        catalogue.Divisions[Id("hecate-sample")].Ci.ShouldBe(
            new CiAccess.GitHub(new("https://git.example.org/api/v3/"), "hecate/sample") { TokenFile = "/run/credentials/ci" });
        var production = catalogue.Environments[EnvironmentName.Parse("production")];
        (production.Image.Origin, production.Image.Platforms, production.Image.Signature).ShouldBe((Demand.Require, Demand.Off, Demand.Warn));
        production.Image.NodePlatforms.ShouldBe(["linux/arm64"]);
        production.Checklist.NotRequired.ShouldBe(["team_notified"]);
        production.Checklist.NeverWaived.ShouldBe(["*"]);
        production.Checklist.WaiverUids.ShouldBe([0u]);
        production.Checklist.WaiverGids.ShouldBe([4294967294u]);
        production.Notifications.ShouldBe(
            [new NotificationReceiver { Name = "ops", UrlFile = "/run/credentials/hook", Template = NotificationTemplate.Slack }]);
    }

    [Fact]
    public void CI_that_is_any_JSON_has_words_of_its_own()
    {
        var reading = SampleConfiguration.With(
            ("Divisions:hecate-sample:Ci:Kind", "http"), ("Divisions:hecate-sample:Ci:Url", "https://ci.example.org/{tag}?commit={commit}"),
            ("Divisions:hecate-sample:Ci:StateAt", "$.state"), ("Divisions:hecate-sample:Ci:Green:0", "passed"));

        var ci = reading.Catalogue!.Divisions[Id("hecate-sample")].Ci.ShouldBeOfType<CiAccess.Http>();

        (ci.Url, ci.StateAt).ShouldBe(("https://ci.example.org/{tag}?commit={commit}", "$.state"));
        ci.Green.ShouldBe(["passed"]);
        ci.Running.ShouldBe(["pending", "running", "queued"]);
    }

    [Theory]
    [InlineData("Divisions:hecate-sample:Ci:Url", "https://{tag}.example.org/", "http or https URL")]
    [InlineData("Divisions:hecate-sample:Ci:Url", "https://user:pass@ci.example.org/", "http or https URL")]
    [InlineData("Divisions:hecate-sample:Ci:StateAt", "state", "JSON path")]
    [InlineData("Divisions:hecate-sample:Ci:Kind", "jenkins", "github or http")]
    [InlineData("Environments:production:Image:Origin", "always", "off, warn or require")]
    [InlineData("Environments:production:Image:NodePlatforms:0", "arm64", "linux/arm64")]
    [InlineData("Environments:production:Checklist:NotRequired:0", "ci_gren", "did you mean ci_green?")]
    [InlineData("Environments:production:Checklist:NotRequired:0", "users_unaffected", "an item that there is not")]
    [InlineData("Environments:production:Checklist:WaiverUids:0", "root", "must be numbers")]
    [InlineData("Environments:production:Notifications:0:Template", "teams", "cloudevents or slack")]
    [InlineData("Registry:Cosign:Arguments:0", "", "must")]
    public void What_cannot_be_is_named(string key, string value, string told)
    {
        var reading = SampleConfiguration.With([.. new (string, string?)[]
        {
            ("Divisions:hecate-sample:Ci:Kind", "http"), ("Divisions:hecate-sample:Ci:Url", "https://ci.example.org/"),
            ("Divisions:hecate-sample:Ci:StateAt", "$.state"), ("Environments:production:Notifications:0:Name", "ops"),
            ("Environments:production:Notifications:0:Url", "https://hooks.example.org/"), ("Registry:Cosign:Executable", "/usr/bin/cosign"),
            ("Registry:Cosign:Arguments:0", "--key"),
        }.Where(setting => setting.Item1 != key), (key, value)]);

        reading.Mistakes.Select(m => m.ToString()).ShouldContain(m => m.Contains(told));
    }

    [Theory]
    [InlineData("Divisions:hecate-sample:Ci", "http://ci.example.org/", false)]
    [InlineData("Divisions:hecate-sample:Ci", "http://127.0.0.1:1234/", true)]
    [InlineData("Environments:production:Notifications:0", "http://hooks.example.org/", false)]
    [InlineData("Environments:production:Notifications:0", "http://localhost/", true)]
    public void A_token_does_not_travel_in_the_open(string section, string url, bool allowed)
    {
        var isCi = section.EndsWith("Ci", StringComparison.Ordinal);
        var reading = SampleConfiguration.With(
            ($"{section}:{(isCi ? "Kind" : "Name")}", isCi ? "http" : "ops"), ($"{section}:Url", url),
            ($"{section}:TokenFile", "/run/credentials/token"), ($"{section}:{(isCi ? "StateAt" : "Template")}", isCi ? "$.state" : "slack"));

        reading.Succeeded.ShouldBe(allowed);
        reading.Mistakes.ShouldAllBe(m => m.ToString().Contains("must be https"));
    }

    [Fact]
    public void Every_setting_arrives_in_the_catalogue()
    {
        var reading = CatalogueReader.Read(SampleConfiguration.FromJson("""
            {
              "Divisions": {
                "hecate-sample": {
                  "CodeRepository": "git@git.example.org:hecate/sample.git",
                  "Image": "ghcr.io/hecate/sample", "GitOpsPath": "hecate/sample.yaml", "TagPrefix": ""
                }
              },
              "Environments": {
                "production": {
                  "GitOpsRepository": "https://git.example.org/hecate/gitops", "Branch": "live", "Path": "clusters/production",
                  "Reconciler": "flux", "Flux": { "Namespace": "flux", "GitRepository": "hecate-gitops", "Kustomization": "hecate", "ImageAutomation": "suspend" },
                  "Cluster": { "Kubeconfig": "/etc/hecate/kubeconfig", "Context": "prod" }, "Namespace": "hecate",
                  "Strategy": "canary", "Canary": { "Steps": [5, 25], "Pause": "00:10:00", "NodeLabel": "example.org/canary=yes" }, "BlueGreen": { "KeepOld": "01:00:00" }, "OnFailure": "roll_back", "AutoConclude": true,
                  "ImageDeadline": "00:45:00", "RolloutDeadline": "00:20:00", "SettleTime": "00:00:10", "Kustomize": "/usr/bin/kubectl", "ObservationWindow": "1.00:00:00",
                  "Observation": { "OnInconclusive": "extend",
                    "Prometheus": {
                      "Url": "https://prometheus.example.org/tenant", "TokenFile": "/etc/hecate/prometheus",
                      "Queries": [{ "Name": "errors", "Query": "sum(rate(errors{app=\"{division}\"}[1m]))", "Max": 0.01, "MaxRatio": 2, "Min": "-1e-3" }]
                    }
                  },
                  "SmokeTests": [ {
                      "Name": "health", "Division": "hecate-sample", "Kind": "http", "Url": "https://localhost:8443/health",
                      "UnixSocket": "/run/hecate/daemon.sock", "ExpectStatus": 204, "VersionAt": "$.version",
                      "ExpectJson": { "$.status": "ok", "$.ready": true, "$.nodes": 3 },
                      "Timeout": "00:00:01.500", "Patience": "00:02:00"
                    }
                  ]
                },
                "cell": { "GitOpsRepository": "/srv/git/gitops", "Reconciler": "direct" },
                "lab": { "GitOpsRepository": "/srv/git/gitops", "Reconciler": "direct", "Direct": { "ForceConflicts": true, "Prune": false } },
                "edge": { "GitOpsRepository": "/srv/git/gitops", "Reconciler": "argo", "Argo": { "Application": "shop" } }
              }
            }
            """));

        reading.Mistakes.ShouldBeEmpty();
        var catalogue = reading.Catalogue.ShouldNotBeNull();
        catalogue.Divisions[Id("hecate-sample")].ShouldBe(new Division
        {
            Id = Id("hecate-sample"),
            CodeRepository = "git@git.example.org:hecate/sample.git",
            Image = ImageName.Parse("ghcr.io/hecate/sample"),
            GitOpsPath = "hecate/sample.yaml",
            TagPrefix = "",
        });
        var production = catalogue.Environments[EnvironmentName.Parse("production")];
        production.ShouldBe(new TargetEnvironment
        {
            Name = EnvironmentName.Parse("production"),
            GitOpsRepository = "https://git.example.org/hecate/gitops",
            Branch = "live",
            Path = "clusters/production",
            Reconciler = new Reconciler.Flux("flux", "hecate-gitops", "hecate") { ImageAutomation = ImageAutomation.Suspend },
            Cluster = new Cluster("/etc/hecate/kubeconfig", "prod"),
            Namespace = "hecate",
            Strategy = Strategy.Canary,
            Canary = production.Canary with { Pause = TimeSpan.FromMinutes(10), NodeLabel = NodeLabel.TryParse("example.org/canary=yes", out var label) ? label : null },
            BlueGreen = new() { KeepOld = TimeSpan.FromHours(1) },
            OnFailure = FailurePolicy.RollBack,
            AutoConclude = true,
            ImageDeadline = TimeSpan.FromMinutes(45),
            RolloutDeadline = TimeSpan.FromMinutes(20),
            SettleTime = TimeSpan.FromSeconds(10),
            Kustomize = "/usr/bin/kubectl",
            ObservationWindow = TimeSpan.FromDays(1),
            Observation = production.Observation,
            SmokeTests = production.SmokeTests,
            Notifications = production.Notifications,
        });
        production.Observation.OnInconclusive.ShouldBe(OnInconclusive.Extend);
        (production.Observation.Prometheus!.Url, production.Observation.Prometheus.TokenFile).ShouldBe((new Uri("https://prometheus.example.org/tenant/"), "/etc/hecate/prometheus"));
        production.Observation.Prometheus.Queries.ShouldHaveSingleItem().ShouldBe(
            new() { Name = "errors", Query = "sum(rate(errors{app=\"{division}\"}[1m]))", Max = 0.01, MaxRatio = 2, Min = -0.001 });
        var test = production.SmokeTests.ShouldHaveSingleItem();
        test.ShouldBe(new SmokeTest
        {
            Name = "health",
            Division = Id("hecate-sample"),
            Url = new Uri("https://localhost:8443/health"),
            UnixSocket = "/run/hecate/daemon.sock",
            ExpectStatus = 204,
            VersionAt = "$.version",
            ExpectJson = test.ExpectJson,
            Timeout = TimeSpan.FromSeconds(1.5),
            Patience = TimeSpan.FromMinutes(2),
        });
        test.ExpectJson.ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["$.status"] = "ok", ["$.ready"] = "true", ["$.nodes"] = "3" }, ignoreOrder: true);
        catalogue.Environments[EnvironmentName.Parse("cell")].ShouldBe(new TargetEnvironment
        {
            Name = EnvironmentName.Parse("cell"),
            GitOpsRepository = "/srv/git/gitops",
            Reconciler = new Reconciler.Direct(),
            Cluster = new Cluster(Kubeconfig: null, Context: null),
            SmokeTests = catalogue.Environments[EnvironmentName.Parse("cell")].SmokeTests,
        });
        catalogue.Environments[EnvironmentName.Parse("lab")].Reconciler.ShouldBe(new Reconciler.Direct { ForceConflicts = true, Prune = false });
        catalogue.Environments[EnvironmentName.Parse("edge")].Reconciler.ShouldBe(new Reconciler.Argo("argocd", "shop"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "Divisions": {}, "Environments": {} }""")]
    [InlineData("""{ "environment": "Production", "Logging": { "Level": "Debug" }, "StateDirectory": "/var/lib/hecate" }""")]
    public void A_configuration_that_ships_nothing_is_valid(string json)
    {
        var reading = CatalogueReader.Read(SampleConfiguration.FromJson(json));

        reading.Mistakes.ShouldBeEmpty();
        reading.Catalogue.ShouldNotBeNull().Divisions.ShouldBeEmpty();
    }

    [Fact]
    public void The_packaged_sample_is_sound() =>
        CatalogueReader.Read(new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(SourceTree.Root, "packaging", "daemon.json"))
            .Build()).Mistakes.ShouldBeEmpty();

    [Fact]
    public void The_event_log_is_embedded_unless_an_EventStoreDB_is_named()
    {
        CatalogueReader.Read(SampleConfiguration.FromJson("{}")).Catalogue!.EventStore.ShouldBeNull();

        CatalogueReader.Read(SampleConfiguration.FromJson("""
            { "EventStore": { "ConnectionString": "esdb://a?tls=false", "CredentialsFile": "/run/credentials/esdb" } }
            """)).Catalogue!.EventStore.ShouldBe(
            new EventStoreAccess { ConnectionString = "esdb://a?tls=false", CredentialsFile = "/run/credentials/esdb" });
    }

    [Fact]
    public void An_EventStoreDB_without_its_address_or_with_a_setting_that_is_none_is_a_mistake() =>
        CatalogueReader.Read(SampleConfiguration.FromJson("""{ "EventStore": { "Credentials": "/a", "Namespace": "a.b" } }"""))
            .Mistakes.Select(m => m.Key).ShouldBe(["EventStore:ConnectionString", "EventStore:Credentials", "EventStore:Namespace"]);

    [Fact]
    public void An_environment_variable_overrides_a_setting_of_the_file()
    {
        const string Variable = "HECATE__Environments__production__OnFailure";
        Environment.SetEnvironmentVariable(Variable, "roll_back");
        try
        {
            var reading = CatalogueReader.Read(new ConfigurationBuilder()
                .AddConfiguration(SampleConfiguration.FromJson(SampleConfiguration.Json))
                .AddEnvironmentVariables("HECATE__")
                .Build());

            reading.Catalogue.ShouldNotBeNull().Environments[EnvironmentName.Parse("production")]
                .OnFailure.ShouldBe(FailurePolicy.RollBack);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Fact]
    public void Keys_are_read_whatever_their_case()
    {
        var reading = SampleConfiguration.With(("environments:production:onfailure", "roll_back"));

        reading.Catalogue.ShouldNotBeNull().Environments[EnvironmentName.Parse("production")]
            .OnFailure.ShouldBe(FailurePolicy.RollBack);
    }

    [Fact]
    public void An_empty_value_counts_as_not_given()
    {
        var reading = SampleConfiguration.With(
            ("Environments:production:Predecessor", ""), ("Environments:production:Branch", ""));

        var production = reading.Catalogue.ShouldNotBeNull().Environments[EnvironmentName.Parse("production")];
        production.Predecessor.ShouldBeNull();
        production.Branch.ShouldBe("main");
    }

    [Fact]
    public void All_mistakes_are_told_at_once_and_in_order()
    {
        var reading = SampleConfiguration.With(
            ("Environments:production:OnFailure", "rollback"),
            ("Environments:production:SmokeTests:0:Timeout", "5"),
            ("Environments:production:Predecessor", "stagging"),
            ("Divisions:hecate-sample:Image", null),
            ("Divisions:hecate-sample:CodeRepo", "x"));

        reading.Catalogue.ShouldBeNull();
        reading.Mistakes.Select(m => m.Key).ShouldBe([
            "Divisions:hecate-sample:CodeRepo",
            "Divisions:hecate-sample:Image",
            "Environments:production:OnFailure",
            "Environments:production:Predecessor",
            "Environments:production:SmokeTests:0:Timeout",
        ]);
    }

    private static DivisionId Id(string text) => DivisionId.Parse(text);
}
