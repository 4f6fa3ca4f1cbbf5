using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.Tests.Releases;

public sealed class ConfiguredVersionTests
{
    private static readonly ReleaseFiles Header = Files("include/**/*.h", "^#define VERSION \"(?<version>[^\"]*)\"");

    [Theory]
    [InlineData("#define VERSION \"1.0.0\"\n", FileVerdict.Equal, Verdict.Satisfied)]
    [InlineData("#define VERSION \"0.9.0\"\n", FileVerdict.Differs, Verdict.Unsatisfied)]
    [InlineData("#define VERSION \"@VERSION@\"\n", FileVerdict.Unreadable, Verdict.CannotTell)]
    [InlineData("#define VERSION \"dev\"\n", FileVerdict.NotVersionedHere, Verdict.NotApplicable)]
    [InlineData("int main();\n", FileVerdict.Unreadable, Verdict.CannotTell)]
    public void What_stands_at_the_pattern_counts_at_once(string text, FileVerdict file, Verdict verdict)
    {
        var report = new SampleHistory { Files = Header }.Commit("feat: A", ("include/test/v.h", text)).Tag("v1.0.0").Check("v1.0.0");
        (report.Files.Single().Verdict, report["version_files"]).ShouldBe((file, verdict));
    }

    [Fact]
    public void A_file_that_never_followed_the_tags_differs_all_the_same()
    {
        var history = new SampleHistory { Files = Header };
        for (var i = 0; i < 6; i++)
        {
            history.Commit("feat: A", ("include/v.h", "#define VERSION \"7.0.0\"\n")).Tag($"v1.{i}.0");
        }

        history.Check("v1.5.0").Files.Single().Verdict.ShouldBe(FileVerdict.Differs);
    }

    [Fact]
    public void A_pre_release_may_have_the_version_that_it_leads_to() =>
        new SampleHistory { Files = Header }.Commit("feat: A", ("include/v.h", "#define VERSION \"1.0.0\"\n")).Tag("v1.0.0-rc.1")
            .Check("v1.0.0-rc.1").Files.Single().Verdict.ShouldBe(FileVerdict.NotVersionedHere);

    [Fact]
    public void What_was_configured_goes_before_what_is_known() =>
        new SampleHistory { Files = Files("package.json", "\"release\": \"(?<version>[^\"]*)\"") }
            .Commit("feat: A", ("package.json", "{\"version\": \"0.0.7\", \"release\": \"1.0.0\"}")).Tag("v1.0.0")
            .Check("v1.0.0").Files.Single().ShouldSatisfyAllConditions(f => f.Verdict.ShouldBe(FileVerdict.Equal), f => f.Version.ShouldBe("1.0.0"));

    [Fact]
    public void A_release_is_prepared_at_every_match()
    {
        const string Text = "#define VERSION \"1.0.0\"\n// 1.0.0\n#define VERSION \"1.0.0\"\n";
        var history = new SampleHistory { Files = Header }.Commit("feat: A", ("include/v.h", Text)).Tag("v1.0.0").Commit("feat: B");
        VersionNumber.TryParse("1.1.0", out var next).ShouldBeTrue();
        new ReleaseAudit(history, tagPrefix: null, ZeroRule.Cautious).Plan(next!, component: "", tagPrefix: null)
            .Prepare("include/v.h", Text, new(2026, 11, 23)).ShouldNotBeNull().After.ShouldBe(Text.Replace("\"1.0.0\"", "\"1.1.0\""));
    }

    [Fact]
    public void A_pattern_that_takes_too_long_leaves_the_file_unread()
    {
        var slow = Files("slow", @"^(\w+\s?)*(?<version>\d)$");
        new SampleHistory { Files = slow }.Commit("feat: A", ("slow", new string('a', 60))).Tag("v1.0.0")
            .Check("v1.0.0").Files.Single().Why.ShouldBe("reading it takes too long");
    }

    private static ReleaseFiles Files(string path, string pattern)
    {
        VersionFilePattern.TryParse(path, pattern, out var parsed).ShouldBeTrue();
        return new([parsed!]);
    }
}
