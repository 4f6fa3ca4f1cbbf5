using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Catalogue;

public sealed class GitAccessTests
{
    private const string First = "Git:Credentials:0:";

    [Fact]
    public void Nothing_given_is_the_seeds_own_way()
    {
        var git = SampleConfiguration.With().Catalogue!.Git;

        git.Subjects.ShouldBe(new CommitSubjects
        {
            Bump = "chore: Bump {division} to v{version}",
            Rollback = "fix: Rollback to v{version} due to {reason}",
        });
        (git.Author, git.Committer, git.Signing).ShouldBe((new("HecateDaemon", "hecate-daemon@localhost"), null, null));
        git.Credentials.ShouldBeEmpty();
    }

    [Fact]
    public void Every_setting_of_git_arrives()
    {
        var git = SampleConfiguration.With(
            ("Git:Author:Name", "Ann"), ("Git:Author:Email", "ann@example.org"), ("Git:Committer:Name", "Robot"), ("Git:Signing:Format", "openpgp"),
            ("Git:Signing:KeyFile", "signing-key"), ("Git:Subjects:Bump", "ship {division} {version}"), ("Git:GatheringWindow", "00:00:02"),
            (First + "For", "https://git.example.org/team"), (First + "Username", "ann"), (First + "PasswordFile", "/etc/hecate/password"),
            ("Git:Credentials:1:For", "ssh://git@git.example.org"), ("Git:Credentials:1:SshKeyFile", "deploy-key"),
            ("Git:Credentials:1:KnownHostsFile", "/etc/hecate/known_hosts")).Catalogue!.Git;

        (git.Author, git.Committer).ShouldBe((new("Ann", "ann@example.org"), new("Robot", "hecate-daemon@localhost")));
        git.Signing.ShouldBe(new(SigningFormat.OpenPgp, "signing-key"));
        git.Subjects.ShouldBe(new() { Bump = "ship {division} {version}" });
        git.GatheringWindow.ShouldBe(TimeSpan.FromSeconds(2));
        git.Credentials.ShouldBe(
        [
            new() { For = new("https://git.example.org/team"), Username = "ann", PasswordFile = "/etc/hecate/password" },
            new() { For = new("ssh://git@git.example.org"), SshKeyFile = "deploy-key", KnownHostsFile = "/etc/hecate/known_hosts" },
        ]);
    }

    [Fact]
    public void How_bumps_are_delivered_is_each_environments_own()
    {
        var catalogue = SampleConfiguration.With(
            ("Environments:production:Delivery", "pull-request"), ("Environments:production:PullRequest:PushOptions:0", "merge_request.create"),
            ("Environments:production:PullRequest:Command:0", "gh"), ("Environments:production:PullRequest:Command:1", "{branch}"),
            ("Environments:production:PullRequest:LookEvery", "00:01:00")).Catalogue!;

        catalogue.Environments[EnvironmentName.Parse("staging")].PullRequest.ShouldBeNull();
        var mode = catalogue.Environments[EnvironmentName.Parse("production")].PullRequest.ShouldNotBeNull();
        mode.PushOptions.ShouldBe(["merge_request.create"]);
        mode.Command.ShouldBe(["gh", "{branch}"]);
        (mode.LookEvery, mode.CommandDeadline).ShouldBe((TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData("For", "https://ann:s3cret@git.example.org", "must be an https or ssh URL without credentials")]
    [InlineData("For", "git@git.example.org:team", "must be an https or ssh URL without credentials")]
    [InlineData("For", "http://git.example.org", "must be https")]
    [InlineData("For", "ssh://git@git.example.org", "takes SshKeyFile and KnownHostsFile")]
    [InlineData("TokenFile", "/etc/hecate/token", "takes either PasswordFile (with Username) or TokenFile")]
    [InlineData("PasswordFile", "relative/path", "an absolute path")]
    [InlineData("PasswordFile", "/etc/hecate/a b", "an absolute path without spaces")]
    [InlineData("Token", "s3cret", "is not a setting")]
    public void A_credential_that_cannot_be_used_is_named_and_never_shown(string key, string value, string said)
    {
        var mistakes = SampleConfiguration.With((First + "For", "https://git.example.org"), (First + "PasswordFile", "password"), (First + key, value)).Mistakes;

        mistakes.ShouldHaveSingleItem().ToString().ShouldContain(said);
        mistakes[0].ToString().ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("Git:Subjects:Bump", "{divison}", "has the placeholder {divison}; there are {division}, {version}, {environment}, {reason}")]
    [InlineData("Git:Author:Name", "Ann <ann@example.org>", "without < and >")]
    [InlineData("Git:Signing:Format", "x509", "ssh or openpgp")]
    [InlineData("Environments:staging:Delivery", "merge", "push or pull-request")]
    [InlineData("Environments:staging:PullRequest:Command:0", "gh", "has no meaning unless Delivery is pull-request")]
    public void What_is_wrong_is_told(string key, string value, string said) =>
        SampleConfiguration.With((key, value)).Mistakes.ShouldContain(m => m.ToString().Contains(said, StringComparison.Ordinal));
}
