using HecateDaemon.Adapters.Ci;
using HecateDaemon.Adapters.Tests.Registry;
using HecateDaemon.Adapters.Web;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Ci;

/// <summary>Against a server that answers with some JSON.</summary>
public sealed class HttpStatusTests : IDisposable
{
    private static readonly CiQuestion Question = new(CommitId.Parse(new string('c', 40)), "v1.0.0+1", ReleaseVersion.Parse("1.0.0+1"));

    private readonly OutgoingHttp http = new(TimeProvider.System);

    [Theory]
    [InlineData("""{"state":"passed"}""", CiState.Green)]
    [InlineData("""{"state":"Passed"}""", CiState.Green)]
    [InlineData("""{"state":"queued"}""", CiState.Running)]
    [InlineData("""{"state":"broken"}""", CiState.Red)]
    [InlineData("""{"state":true}""", CiState.Red)]
    [InlineData("""{"status":"passed"}""", CiState.Unknown)]
    public async Task The_word_at_the_path_decides(string json, CiState expected) =>
        (await AskAsync(200, json)).State.ShouldBe(expected);

    [Fact]
    public async Task What_is_not_there_is_unknown() => (await AskAsync(404, "")).State.ShouldBe(CiState.Unknown);

    [Theory]
    [InlineData(200, "<html>", "did not answer in JSON")]
    [InlineData(401, "", "answered 401")]
    [InlineData(503, "", "answered 503")]
    public async Task What_is_no_answer_is_told(int status, string body, string told) =>
        (await Should.ThrowAsync<OutsideWorldException>(() => AskAsync(status, body))).Message.ShouldContain(told);

    [Fact]
    public async Task What_is_filled_in_cannot_lead_elsewhere()
    {
        await using var server = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, 200, """{"state":"passed"}"""));

        await AskAsync(server);

        var seen = server.Seen.ShouldHaveSingleItem();
        seen.Path.ShouldBe("/builds/v1.0.0+1");
        seen.Query.ShouldBe($"?commit={Question.Commit}&version=1.0.0%2B1");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, 200, """{"state":"passed"}"""));
        await using var server = await LyingRegistry.StartAsync(context => Answers.RedirectAsync(context, elsewhere.Address));

        await Should.ThrowAsync<OutsideWorldException>(() => AskAsync(server));

        elsewhere.Seen.ShouldBeEmpty();
    }

    public void Dispose() => http.Dispose();

    private async Task<CiVerdict> AskAsync(int status, string body)
    {
        await using var server = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, status, body));
        return await AskAsync(server);
    }

    private async Task<CiVerdict> AskAsync(LyingRegistry server)
    {
        var access = new CiAccess.Http($"{server.Address}builds/{{tag}}?commit={{commit}}&version={{version}}", "$.state", ["passed"], ["queued"]);
        return await new CiStatus(http).AskAsync(access, Question, CancellationToken.None);
    }
}
