using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.Tests.Releases;

/// <summary>Packages of one repository that lock and ask for each other.</summary>
public sealed class MovedPackagesTests
{
    private const string Inheriting = "[package]\nname = \"a\"\nversion.workspace = true\n";

    [Fact]
    public void Members_of_a_workspace_ask_for_each_other_s_new_version()
    {
        const string Top = "[workspace.package]\nversion = \"1.0.0\"\n[workspace.dependencies]\na = { path = \"a\", version = \"=1.0.0\" }\nserde = { version = \"1.0.0\" }\n";
        const string B = "[package]\nname = \"b\"\nversion = \"7.0.0\"\n[dependencies]\nx = { package = \"a\", version = \"1.0\", path = \"../a\" }\nold = { version = \"1.0.0\", path = \"../old\" }\n";
        const string C = "[package]\nname = \"c\"\nversion = \"7.0.0\"\n[target.'cfg(unix)'.dependencies.a]\nversion = \"^1.0.0\"\npath = \"../a\"\n[dependencies.serde]\nversion = \"1.0.0\"\n";
        var plan = Plan("1.1.0", ("Cargo.toml", Top), ("a/Cargo.toml", Inheriting), ("b/Cargo.toml", B), ("c/Cargo.toml", C));

        plan.Paths.ShouldBe(["Cargo.toml", "b/Cargo.toml", "c/Cargo.toml", "CHANGELOG.md"]);
        After(plan, "Cargo.toml", Top).ShouldBe(Top.Replace("[workspace.package]\nversion = \"1.0.0\"", "[workspace.package]\nversion = \"1.1.0\"").Replace("=1.0.0", "=1.1.0"));
        After(plan, "b/Cargo.toml", B).ShouldBe(B.Replace("\"1.0\"", "\"1.1\""));
        After(plan, "c/Cargo.toml", C).ShouldBe(C.Replace("^1.0.0", "^1.1.0"));
    }

    [Theory]
    [InlineData("1", "1.1.0", "1")]
    [InlineData("1", "2.0.0", "2")]
    [InlineData("1.0", "2.0.0-rc.1", "2.0.0-rc.1")]
    [InlineData("~1.0.0", "2.0.0", "~2.0.0")]
    [InlineData(">=1.0.0", "2.0.0", ">=1.0.0")]
    [InlineData("0.9.0", "2.0.0", "0.9.0")]
    public void No_more_is_asked_for_than_before(string asked, string version, string after)
    {
        var b = $"[package]\nname = \"b\"\nversion = \"7.0.0\"\n[dependencies]\na = {{ path = \"..\", version = \"{asked}\" }}\n";
        var plan = Plan(version, ("Cargo.toml", "[package]\nname = \"a\"\nversion = \"1.0.0\"\n"), ("b/Cargo.toml", b));
        (plan.Prepare("b/Cargo.toml", b, Day)?.After ?? b).ShouldBe(b.Replace($"\"{asked}\"", $"\"{after}\""));
    }

    [Fact]
    public void A_lock_file_of_Cargo_moves_with_the_members_that_inherit_their_version()
    {
        const string Top = "[workspace.package]\nversion = \"1.0.0\"\n";
        const string Lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\ndependencies = [\n \"b\",\n]\n\n[[package]]\nname = \"b\"\nversion = \"1.0.0\"\nsource = \"registry+https://example.org\"\n\n[[package]]\nname = \"c\"\nversion = \"1.0.0\"\n";
        var plan = Plan("1.1.0", ("Cargo.toml", Top), ("a/Cargo.toml", Inheriting), ("Cargo.lock", Lock));
        After(plan, "Cargo.lock", Lock).ShouldBe(Lock.Replace("\"a\"\nversion = \"1.0.0\"", "\"a\"\nversion = \"1.1.0\""));
    }

    [Fact]
    public void A_lock_file_of_uv_moves_with_its_project()
    {
        const string Project = "[project]\nname = \"my.app\"\nversion = \"1.0.0\"\n";
        const string Lock = "version = 1\n\n[[package]]\nname = \"my-app\"\nversion = \"1.0.0\"\nsource = { editable = \".\" }\n\n[package.dev-dependencies]\ndev = [\n    { name = \"my-app\" },\n]\n\n[[package]]\nname = \"my_app\"\nversion = \"1.0.0\"\nsource = { registry = \"https://example.org/editable\" }\n";
        var plan = Plan("1.1.0", ("pyproject.toml", Project), ("uv.lock", Lock));
        After(plan, "uv.lock", Lock).ShouldBe(Lock.Replace("\"my-app\"\nversion = \"1.0.0\"", "\"my-app\"\nversion = \"1.1.0\""));
    }

    [Fact]
    public void A_lock_file_that_was_forgotten_is_found_out()
    {
        var history = new SampleHistory().Commit("feat: A", ("a/Cargo.toml", Inheriting));
        for (var i = 0; i < 5; i++)
        {
            history.Commit("feat: B", ("Cargo.toml", $"[workspace.package]\nversion = \"1.{i}.0\"\n"), ("Cargo.lock", $"[[package]]\nname = \"a\"\nversion = \"1.{(i is 3 ? 2 : i)}.0\"\n")).Tag($"v1.{i}.0");
        }

        history.Check("v1.2.0").Files.Single(f => f.Path == "Cargo.lock").Verdict.ShouldBe(FileVerdict.Equal);
        history.Check("v1.3.0").Files.Single(f => f.Path == "Cargo.lock").Verdict.ShouldBe(FileVerdict.Differs);
    }

    private static DateOnly Day { get; } = new(2026, 11, 23);

    private static string After(ReleasePlan plan, string path, string text) => plan.Prepare(path, text, Day).ShouldNotBeNull().After;

    private static ReleasePlan Plan(string version, params (string Path, string Text)[] files)
    {
        VersionNumber.TryParse(version, out var number).ShouldBeTrue();
        var history = new SampleHistory().Commit("feat: First", files).Tag("v1.0.0").Commit("feat: A new door");
        return new ReleaseAudit(history, tagPrefix: null, ZeroRule.Cautious).Plan(number!, component: "", tagPrefix: null);
    }
}
