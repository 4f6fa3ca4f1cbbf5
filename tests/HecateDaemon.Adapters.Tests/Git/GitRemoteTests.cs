using HecateDaemon.Adapters.Git;

namespace HecateDaemon.Adapters.Tests.Git;

public sealed class GitRemoteTests
{
    [Theory]
    [InlineData("/srv/git/app.git", "/srv/git/app.git")]
    [InlineData("file:///srv/git/my%20app.git", "/srv/git/my app.git")]
    [InlineData("https://ann:s3cret@example.org:8443/org/app.git", "https://example.org:8443/org/app.git")]
    [InlineData("http://token@example.org/app", "http://example.org/app")]
    [InlineData("ssh://git:s3cret@example.org:2222/org/app.git", "ssh://git@example.org:2222/org/app.git")]
    [InlineData("ssh://example.org/org/app.git", "ssh://example.org/org/app.git")]
    [InlineData("git@example.org:org/app.git", "git@example.org:org/app.git")]
    public void An_address_is_known_and_shown_without_its_secret(string text, string shown)
    {
        GitRemote.TryParse(text, out var remote).ShouldBeTrue();

        remote.ToString().ShouldBe(shown);
        remote.Key.ShouldMatch("^[0-9a-f]{32}$");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("repo")]
    [InlineData("../repo")]
    [InlineData("ext::sh -c touch% /tmp/pwned")]
    [InlineData("git@ext::sh")]
    [InlineData("--upload-pack=touch /tmp/pwned")]
    [InlineData("-oProxyCommand=x@host:path")]
    [InlineData("git@-oProxyCommand=x:path")]
    [InlineData("git@host:-path")]
    [InlineData("ssh://-oProxyCommand=x/path")]
    [InlineData("ssh://-x@host/path")]
    [InlineData("git://host/path")]
    [InlineData("ftp://host/path")]
    [InlineData("file://host/path")]
    [InlineData("file:///srv/a%0Ab")]
    [InlineData("https://host/path?private_token=x")]
    [InlineData("https://host/path#x")]
    [InlineData("https:///path")]
    [InlineData("/srv/a\nb")]
    [InlineData("https://host/a\0b")]
    public void What_is_no_address_or_is_a_trick_is_refused(string? text) =>
        GitRemote.TryParse(text, out _).ShouldBeFalse();
}
