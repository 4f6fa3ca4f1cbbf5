using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Http;
using static HecateDaemon.Adapters.Tests.Git.GitFixture;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>Passwords and tokens by file, against a server that wants them.</summary>
public sealed class HttpCredentialsTests : IAsyncLifetime
{
    private const string Secret = "s3cr/et:of+ours";

    private readonly BareRemote remote = new();
    private readonly TempFolder secrets = new();
    private HttpGitServer server = null!;

    private string Address => server.Url("remote.git");

    public async Task InitializeAsync()
    {
        server = await HttpGitServer.StartAsync(remote.Parent);
        remote.Commit(("apps/web.yaml", Pod("1.0.0")));
        File.WriteAllText(secrets.Below("secret"), Secret + "\n");
        BareRemote.Git(remote.Path, "config", "receive.advertisePushOptions", "true");
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        secrets.Dispose();
        remote.Dispose();
    }

    [Fact]
    public async Task A_password_by_file_opens_the_repository()
    {
        Want("Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"ann:{Secret}")));
        using var git = With(new GitCredential { For = new(Address), Username = "ann", PasswordFile = secrets.Below("secret") });

        (await git.BumpAsync(Intention(Address))).Commit.ToString().ShouldBe(remote.Head);
    }

    [Fact]
    public async Task A_token_by_file_opens_the_repository()
    {
        Want("Bearer " + Secret);
        using var git = With(new GitCredential { For = new(Address), TokenFile = secrets.Below("secret") });

        (await git.BumpAsync(Intention(Address))).Commit.ToString().ShouldBe(remote.Head);
    }

    [Fact]
    public async Task A_secret_that_is_renewed_needs_no_restart()
    {
        Want("Bearer renewed");
        using var git = With(new GitCredential { For = new(Address), TokenFile = secrets.Below("secret") });
        await Should.ThrowAsync<OutsideWorldException>(git.BumpAsync(Intention(Address)));

        File.WriteAllText(secrets.Below("secret"), "renewed");

        (await git.BumpAsync(Intention(Address))).Commit.ToString().ShouldBe(remote.Head);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wrong_or_missing_credentials_need_a_person_and_are_told_without_them(bool configured)
    {
        Want("Basic something else");
        using var git = configured
            ? With(new GitCredential { For = new(Address), Username = "ann", PasswordFile = secrets.Below("secret") })
            : With();

        var failure = await Should.ThrowAsync<OutsideWorldException>(git.BumpAsync(Intention(Address)));

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldContain(Address);
        failure.Message.ShouldContain("other credentials");
        (failure.ToString() + git.Logged).ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData("nowhere", "cannot be read")]
    [InlineData("empty", "must be one line")]
    [InlineData("lines", "must be one line")]
    public async Task A_secret_that_cannot_be_read_is_named_by_its_file(string file, string said)
    {
        File.WriteAllText(secrets.Below("empty"), "\n");
        File.WriteAllText(secrets.Below("lines"), "one\ntwo\n");
        using var git = With(new GitCredential { For = new(Address), TokenFile = secrets.Below(file) });

        var failure = await Should.ThrowAsync<OutsideWorldException>(git.BumpAsync(Intention(Address)));

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldContain(secrets.Below(file));
        failure.Message.ShouldContain(said);
    }

    [Fact]
    public async Task A_systemd_credential_is_meant_by_a_bare_name()
    {
        using var git = With(new GitCredential { For = new(Address), TokenFile = "gitops-token" });

        var failure = await Should.ThrowAsync<OutsideWorldException>(git.BumpAsync(Intention(Address)));

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldContain("'gitops-token'");
        failure.Message.ShouldContain("LoadCredential=");
        Want("Bearer " + Secret);
        File.Copy(secrets.Below("secret"), secrets.Below("gitops-token"));
        Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", secrets.Path);
        try
        {
            (await git.BumpAsync(Intention(Address))).Commit.ToString().ShouldBe(remote.Head);
        }
        finally
        {
            Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", null);
        }
    }

    [Fact]
    public async Task Credentials_are_for_the_address_that_they_are_configured_for_and_no_other()
    {
        var seen = new List<string>();
        server.Before = context =>
        {
            seen.Add(context.Request.Headers.Authorization.ToString());
            return Task.FromResult(true);
        };
        using var git = With(
            new GitCredential { For = new(Address + "x"), TokenFile = secrets.Below("secret") },
            new GitCredential { For = new("http://localhost:1/"), TokenFile = secrets.Below("secret") });

        await git.BumpAsync(Intention(Address));

        seen.ShouldAllBe(header => header == "");
    }

    [Fact]
    public async Task Credentials_do_not_follow_a_redirect()
    {
        await using var thief = await HttpGitServer.StartAsync(remote.Parent);
        var stolen = new List<string>();
        thief.Before = context =>
        {
            stolen.Add(context.Request.Headers.Authorization.ToString());
            return Task.FromResult(true);
        };
        server.Before = context =>
        {
            context.Response.Redirect(thief.Url("remote.git").Replace("127.0.0.1", "localhost") + "/info/refs?service=git-upload-pack");
            return Task.FromResult(false);
        };
        using var git = With(new GitCredential { For = new(Address), TokenFile = secrets.Below("secret") });

        var failure = await Should.ThrowAsync<OutsideWorldException>(git.BumpAsync(Intention(Address)));

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldContain("redirect");
        stolen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_git_pushes_with_options_no_secret_is_on_a_command_line_or_on_the_disk()
    {
        Want("Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"git:{Secret}")));
        var authorized = server.Before;
        var commandLines = new List<string>();
        server.Before = context =>
        {
            if (context.Request.Method == "POST")
            {
                commandLines.AddRange(CommandLines());
            }

            return authorized(context);
        };
        using var state = new TempFolder();
        using var git = new GitFixture(state.Path, access: new() { Credentials = [new() { For = new(Address), PasswordFile = secrets.Below("secret") }] });

        var proposed = await git.ProposeAsync(Intention(Address) with { Proposal = new() { Branch = "hecate/shop/2.0.0", PushOptions = ["merge_request.create"] } });

        remote.Look("rev-parse", proposed.Branch).ShouldBe(proposed.Commit.ToString());
        commandLines.ShouldContain(line => line.Contains("--push-option=merge_request.create", StringComparison.Ordinal));
        var encoded = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"git:{Secret}"));
        commandLines.ShouldAllBe(line => !line.Contains(Secret, StringComparison.Ordinal) && !line.Contains(encoded, StringComparison.Ordinal));
        Directory.GetFiles(state.Path, "*", SearchOption.AllDirectories)
            .ShouldAllBe(f => !File.ReadAllText(f).Contains(Secret, StringComparison.Ordinal) && !File.ReadAllText(f).Contains(encoded, StringComparison.Ordinal));
    }

    private static GitFixture With(params GitCredential[] credentials) => new(access: new() { Credentials = credentials });

    private void Want(string authorization) => server.Before = context =>
    {
        if (context.Request.Headers.Authorization == authorization)
        {
            return Task.FromResult(true);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"x\"";
        return Task.FromResult(false);
    };

    private static IEnumerable<string> CommandLines() => Directory.GetDirectories("/proc").Select(process =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    });
}
