namespace HecateDaemon.Lifecycle.Tests.Catalogue;

public sealed class CatalogueRulesTests
{
    private const string Code = "Divisions:hecate-sample:CodeRepository";
    private const string GitOps = "Environments:production:GitOpsRepository";

    [Theory]
    [InlineData("https://git.example.org/a/b", "https://git.example.org/a/b")]
    [InlineData("https://git.example.org/a/b", "https://git.example.org/a/b.git/")]
    [InlineData("https://git.example.org/a/b", "https://GIT.example.ORG:443/a//b")]
    [InlineData("https://git.example.org/a/b.git", "http://git.example.org/a/b")]
    [InlineData("https://git.example.org/a/b%20c", "https://git.example.org/a/b c")]
    [InlineData("https://git.example.org/a/b.git", "git@git.example.org:a/b.git")]
    [InlineData("ssh://git@git.example.org/a/b", "git@git.example.org:a/b")]
    [InlineData("/srv/git/b.git", "/srv/git/b/")]
    [InlineData("/srv/git/b", "file:///srv/git/b/.git")]
    [InlineData("/srv/git/b", "/srv/x/../git/./b")]
    [InlineData("/srv/git/b c", "file:///srv/git/b%20c")]
    public void Code_and_manifests_may_not_share_a_repository_however_it_is_written(string code, string gitOps)
    {
        var mistakes = SampleConfiguration.With((Code, code), (GitOps, gitOps)).Mistakes;

        mistakes.ShouldHaveSingleItem().ToString()
            .ShouldBe($"{GitOps} is also the code repository of hecate-sample: manifests need one of their own");
    }

    [Theory]
    [InlineData("https://git.example.org/a/b", "https://git.example.org/a/B")]
    [InlineData("https://git.example.org/a/b", "https://git.example.org:8443/a/b")]
    [InlineData("https://git.example.org/a/b", "https://git.example.net/a/b")]
    [InlineData("https://git.example.org/a/b", "https://git.example.org/a/b-gitops")]
    [InlineData("/srv/git/b", "/srv/git/c")]
    public void Repositories_that_differ_are_two(string code, string gitOps) =>
        SampleConfiguration.With((Code, code), (GitOps, gitOps)).Mistakes.ShouldBeEmpty();

    [Theory]
    [InlineData("https://alice:hunter2@git.example.org/a/b")]
    [InlineData("https://hunter2@git.example.org/a/b")]
    [InlineData("ssh://git:hunter2@git.example.org/a/b")]
    public void A_password_in_a_repository_is_refused_and_never_repeated(string address)
    {
        var mistake = SampleConfiguration.With((GitOps, address)).Mistakes.ShouldHaveSingleItem().ToString();

        mistake.ShouldBe($"{GitOps} must not carry credentials: use an ssh address, and give the daemon's account a key");
    }

    [Theory]
    [InlineData("Environments:production:SmokeTests:0:Url", "http://alice:hunter2@localhost/health")]
    [InlineData("Environments:production:SmokeTests:0:Url", "hunter2://localhost")]
    [InlineData(GitOps, "hunter2")]
    [InlineData(GitOps, "https://host/?token=hunter2")]
    [InlineData(GitOps, "alice:hunter2@host:path")]
    public void What_may_hold_a_secret_is_never_repeated(string key, string value) =>
        SampleConfiguration.With((key, value)).Mistakes.ShouldHaveSingleItem().ToString().ShouldNotContain("hunter2");

    [Fact]
    public void Two_divisions_of_one_image_need_two_places()
    {
        (string, string?)[] twin =
        [
            ("Divisions:twin:CodeRepository", "/srv/git/twin"),
            ("Divisions:twin:Image", "127.0.0.1:5000/hecate/sample"),
        ];

        SampleConfiguration.With([.. twin, ("Divisions:twin:GitOpsPath", "infrastructure/hecate")])
            .Mistakes.ShouldHaveSingleItem().ToString()
            .ShouldBe("Divisions:twin has the Image and the GitOpsPath of hecate-sample: their bumps could not be told apart");
        SampleConfiguration.With([.. twin, ("Divisions:twin:GitOpsPath", "infrastructure/twin")]).Mistakes.ShouldBeEmpty();
    }

    [Fact]
    public void Two_environments_need_two_folders() =>
        SampleConfiguration.With(
                ("Environments:test:GitOpsRepository", "/srv/git/gitops"),
                ("Environments:test:Reconciler", "directory"),
                ("Environments:test:Directory:Path", "/srv/x/../sample/"))
            .Mistakes.ShouldHaveSingleItem().ToString()
            .ShouldBe("Environments:test:Directory:Path is also the folder of staging: each would overwrite the other");

    [Fact]
    public void A_circle_of_predecessors_is_told_once() =>
        SampleConfiguration.With(("Environments:staging:Predecessor", "production"))
            .Mistakes.ShouldHaveSingleItem().ToString()
            .ShouldBe("Environments:production:Predecessor leads back to itself: production after staging after production");

    [Fact]
    public void An_environment_before_a_circle_is_not_blamed_for_it() =>
        SampleConfiguration.With(
                ("Environments:staging:Predecessor", "production"),
                ("Environments:alpha:GitOpsRepository", "/srv/git/gitops"),
                ("Environments:alpha:Reconciler", "direct"),
                ("Environments:alpha:Predecessor", "staging"))
            .Mistakes.ShouldHaveSingleItem().Key.ShouldBe("Environments:production:Predecessor");

    [Fact]
    public void Smoke_tests_of_an_environment_have_names_of_their_own() =>
        SampleConfiguration.With(
                ("Environments:production:SmokeTests:1:Name", "health"),
                ("Environments:production:SmokeTests:1:Url", "http://localhost/other"))
            .Mistakes.ShouldHaveSingleItem().ToString()
            .ShouldBe("Environments:production:SmokeTests has more than one test called health");

    [Fact]
    public void A_smoke_test_speaks_for_a_known_division() =>
        SampleConfiguration.With(("Environments:production:SmokeTests:0:Division", "hecate-simple"))
            .Mistakes.ShouldHaveSingleItem().ToString()
            .ShouldBe("Environments:production:SmokeTests has the test health, whose Division is not a known division: did you mean hecate-sample?");
}
