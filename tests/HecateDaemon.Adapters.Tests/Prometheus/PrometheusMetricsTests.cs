using HecateDaemon.Adapters.Prometheus;
using HecateDaemon.Adapters.Tests.Registry;
using HecateDaemon.Adapters.Web;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Observation;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Adapters.Tests.Prometheus;

/// <summary>Against a server that answers as Prometheus does, and as it should not.</summary>
public sealed class PrometheusMetricsTests : IDisposable
{
    private const string Query = "sum(rate(errors{app=\"shop\",code=~\"5..\"}[1m])) > 0.1 or vector(0)";

    private readonly FakeTimeProvider clock = new();
    private readonly OutgoingHttp http;

    public PrometheusMetricsTests() => http = new(clock);

    [Theory]
    [InlineData("""{"resultType":"vector","result":[{"metric":{"app":"shop"},"value":[1435781451.781,"0.25"]}]}""", 0.25)]
    [InlineData("""{"resultType":"vector","result":[{"metric":{},"value":[1435781451,"1e-05"]}]}""", 0.00001)]
    [InlineData("""{"resultType":"scalar","result":[1435781451.781,"-3"]}""", -3)]
    public async Task One_number_is_an_answer(string data, double value) => (await AskAsync(data)).ShouldBe(new(value, Why: null));

    [Theory]
    [InlineData("""{"resultType":"vector","result":[{"metric":{},"value":[1435781451,"NaN"]}]}""", "it is NaN")]
    [InlineData("""{"resultType":"vector","result":[{"metric":{},"value":[1435781451,"+Inf"]}]}""", "it is +Inf")]
    [InlineData("""{"resultType":"vector","result":[]}""", "no series matches: add 'or vector(0)' to the query if that means zero")]
    [InlineData("""{"resultType":"vector","result":[{"value":[1,"1"]},{"value":[1,"2"]}]}""", "2 series match: the query must make one value of them")]
    [InlineData("""{"resultType":"vector","result":[{"metric":{},"histogram":[1,{}]}]}""", "its value is no pair of a time and a text")]
    [InlineData("""{"resultType":"vector","result":[{"value":[1,2]}]}""", "its value is no pair of a time and a text")]
    [InlineData("""{"resultType":"matrix","result":[]}""", "it gives a matrix and not a value")]
    [InlineData("""{"resultType":"string","result":[1,"2"]}""", "it gives a string and not a value")]
    [InlineData("{}", "it gives a nothing and not a value")]
    public async Task What_is_not_one_number_is_told_and_not_guessed(string data, string why) => (await AskAsync(data)).ShouldBe(new(Value: null, why));

    [Fact]
    public async Task The_query_arrives_as_it_was_written_below_the_base_with_the_token()
    {
        await using var server = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, 200, Success("""{"resultType":"scalar","result":[1,"1"]}""")));
        var token = Path.GetTempFileName();
        await File.WriteAllTextAsync(token, "s3cret\n");

        await new PrometheusMetrics(http).AskAsync(new(new(server.Address, "tenant/"), token, []), Query, CancellationToken.None);

        var seen = server.Seen.ShouldHaveSingleItem();
        (seen.Path, seen.Authorization).ShouldBe(("/tenant/api/v1/query", "Bearer s3cret"));
        Uri.UnescapeDataString(seen.Query).ShouldBe($"?query={Query}");
        File.Delete(token);
    }

    [Theory]
    [InlineData(400, """{"status":"error","errorType":"bad_data","error":"parse error: unexpected end of input"}""", "answered 400: parse error: unexpected end of input")]
    [InlineData(500, "oops", "answered 500")]
    [InlineData(503, """{"status":"error","error":"timeout"}""", "answered 503: timeout")]
    [InlineData(401, "", "answered 401")]
    [InlineData(200, """{"status":"error","error":"no"}""", "did not answer as Prometheus does: no")]
    [InlineData(200, "<html>", "did not answer as Prometheus does")]
    [InlineData(200, "[]", "did not answer as Prometheus does")]
    public async Task What_is_no_answer_is_told(int status, string body, string told)
    {
        await using var server = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, status, body));

        (await RefusedAsync(server)).Message.ShouldBe($"Prometheus at {server.Host} {told}");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, 200, Success("""{"resultType":"scalar","result":[1,"1"]}""")));
        await using var server = await LyingRegistry.StartAsync(context => Answers.RedirectAsync(context, elsewhere.Address));

        (await RefusedAsync(server)).NeedsPerson.ShouldBeTrue();

        elsewhere.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        await using var server = await LyingRegistry.StartAsync(async context =>
        {
            var junk = new byte[1 << 20];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(junk, context.RequestAborted);
            }
        });

        (await RefusedAsync(server)).Message.ShouldContain("answered with more than 8 MiB");
    }

    [Fact]
    public async Task Silence_has_an_end()
    {
        var asked = new TaskCompletionSource();
        await using var server = await LyingRegistry.StartAsync(async context =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var asking = RefusedAsync(server);
        await asked.Task;

        clock.Advance(TimeSpan.FromMinutes(1));

        (await asking).Message.ShouldContain("did not answer within 15 s");
    }

    public void Dispose() => http.Dispose();

    private async Task<MetricAnswer> AskAsync(string data)
    {
        await using var server = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, 200, Success(data)));
        return await AskAsync(server);
    }

    private Task<MetricAnswer> AskAsync(LyingRegistry server) =>
        new PrometheusMetrics(http).AskAsync(new PrometheusAccess(server.Address, TokenFile: null, []), Query, CancellationToken.None);

    private async Task<OutsideWorldException> RefusedAsync(LyingRegistry server) =>
        await Should.ThrowAsync<OutsideWorldException>(() => AskAsync(server));

    private static string Success(string data) => $$"""{"status":"success","data":{{data}},"warnings":["be careful"]}""";
}
