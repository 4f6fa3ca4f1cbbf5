using System.Text.Json;
using HecateDaemon.Adapters.Ci;
using HecateDaemon.Adapters.Tests.Registry;
using HecateDaemon.Adapters.Web;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Adapters.Tests.Ci;

/// <summary>Against a server that speaks GitHub's commit-status and check-runs API.</summary>
public sealed class GitHubStatusTests : IDisposable
{
    private static readonly CommitId Commit = CommitId.Parse(new string('c', 40));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hecate-ci-");
    private readonly OutgoingHttp http = new(TimeProvider.System);
    private List<object> statuses = [];
    private List<object> runs = [];
    private Func<HttpContext, Task>? instead;

    [Fact]
    public async Task Checks_that_all_passed_are_green_and_skipped_ones_do_not_count()
    {
        runs = [Run("build", "success"), Run("docs", "skipped"), Run("lint", "neutral")];

        var verdict = await AskAsync();

        verdict.State.ShouldBe(CiState.Green);
        verdict.Detail.ShouldStartWith("build passed (CI at 127.0.0.1:");
    }

    [Theory]
    [InlineData("failure")]
    [InlineData("timed_out")]
    [InlineData("cancelled")]
    [InlineData("action_required")]
    [InlineData("startup_failure")]
    [InlineData("stale")]
    [InlineData("something_new")]
    public async Task One_that_did_not_pass_is_red_and_is_named(string conclusion)
    {
        runs = [Run("build", "success"), Run("test", conclusion)];
        statuses = [Status("deploy-preview", "pending")];

        var verdict = await AskAsync();

        verdict.State.ShouldBe(CiState.Red);
        verdict.Detail.ShouldStartWith("test failed (CI at 127.0.0.1:");
    }

    [Fact]
    public async Task One_that_is_not_done_yet_keeps_it_running()
    {
        runs = [Run("build", "success"), new { name = "test", status = "in_progress", conclusion = (string?)null }];

        (await AskAsync()).State.ShouldBe(CiState.Running);
    }

    [Theory]
    [InlineData("success", CiState.Green)]
    [InlineData("pending", CiState.Running)]
    [InlineData("failure", CiState.Red)]
    [InlineData("error", CiState.Red)]
    public async Task Statuses_of_other_CI_systems_count_as_well(string state, CiState expected)
    {
        statuses = [Status("ci/other", state)];

        (await AskAsync()).State.ShouldBe(expected);
    }

    [Fact]
    public async Task A_commit_that_nothing_was_done_with_is_unknown_and_not_green() =>
        (await AskAsync()).State.ShouldBe(CiState.Unknown);

    [Fact]
    public async Task The_last_page_counts_like_the_first()
    {
        runs = [.. Enumerable.Range(0, 100).Select(i => Run($"job {i}", "success")), Run("the last", "failure")];

        (await AskAsync()).Detail.ShouldStartWith("the last failed");
    }

    [Fact]
    public async Task Of_many_only_some_are_named()
    {
        runs = [.. Enumerable.Range(1, 9).Select(i => Run($"job {i}", "failure"))];

        (await AskAsync()).Detail.ShouldStartWith("job 1, job 2, job 3, job 4, job 5 and 4 more failed");
    }

    [Fact]
    public async Task A_forge_without_check_runs_is_asked_by_its_statuses()
    {
        statuses = [new { context = "woodpecker", status = "success" }];
        instead = context => context.Request.Path.Value!.EndsWith("check-runs", StringComparison.Ordinal)
            ? Answers.TextAsync(context, 404, "{}") : AnswerAsync(context);

        (await AskAsync()).State.ShouldBe(CiState.Green);
    }

    [Fact]
    public async Task The_token_is_sent_and_the_repository_and_commit_are_asked_for()
    {
        await AskAsync(token: "t0ken");

        server!.Seen.ShouldAllBe(request => request.Authorization == "Bearer t0ken");
        server.Seen.Select(request => request.Path).ShouldBe(
            [$"/api/v3/repos/org/app/commits/{Commit}/status", $"/api/v3/repos/org/app/commits/{Commit}/check-runs"]);
    }

    [Theory]
    [InlineData(401, true, "does not let us see org/app (401)")]
    [InlineData(403, true, "does not let us see org/app (403)")]
    [InlineData(404, false, "knows neither")]
    [InlineData(422, false, "knows neither")]
    [InlineData(301, false, "answered 301")]
    [InlineData(500, false, "answered 500")]
    public async Task What_is_no_answer_is_told(int status, bool needsPerson, string told)
    {
        instead = context => Answers.TextAsync(context, status, "");

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => AskAsync());

        refused.Message.ShouldContain(told);
        refused.NeedsPerson.ShouldBe(needsPerson);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("""{"statuses":[{"state":""")]
    public async Task What_is_not_GitHubs_API_is_told(string body)
    {
        instead = context => Answers.TextAsync(context, 200, body);

        (await Should.ThrowAsync<OutsideWorldException>(() => AskAsync())).Message.ShouldContain("did not answer as GitHub's API does");
    }

    [Fact]
    public async Task A_missing_token_needs_a_person()
    {
        var access = new CiAccess.GitHub(new("http://127.0.0.1:1/"), "org/app") { TokenFile = "/nowhere/token" };

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => new GitHubStatus(http, access).AskAsync(Commit, CancellationToken.None));

        (refused.NeedsPerson, refused.Message.Contains("/nowhere/token", StringComparison.Ordinal)).ShouldBe((true, true));
    }

    public void Dispose()
    {
        http.Dispose();
        folder.Delete(recursive: true);
    }

    private LyingRegistry? server;

    private async Task<CiVerdict> AskAsync(string? token = null)
    {
        await using var forge = await LyingRegistry.StartAsync(context => (instead ?? AnswerAsync)(context));
        server = forge;
        var file = token is null ? null : Path.Combine(folder.FullName, "token");
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, token + "\n");
        }

        var access = new CiAccess.GitHub(new(forge.Address, "api/v3/"), "org/app") { TokenFile = file };
        return await new GitHubStatus(http, access).AskAsync(Commit, CancellationToken.None);
    }

    private Task AnswerAsync(HttpContext context)
    {
        var page = int.Parse(context.Request.Query["page"].ToString() is { Length: > 0 } given ? given : "1");
        return Answers.TextAsync(context, 200, context.Request.Path.Value!.EndsWith("/status", StringComparison.Ordinal)
            ? JsonSerializer.Serialize(new { state = "pending", total_count = statuses.Count, statuses })
            : JsonSerializer.Serialize(new { total_count = runs.Count, check_runs = runs.Skip((page - 1) * 100).Take(100) }));
    }

    private static object Run(string name, string conclusion) => new { name, status = "completed", conclusion };

    private static object Status(string context, string state) => new { context, state };
}
