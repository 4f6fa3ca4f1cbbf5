using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Lifecycle.Tests.Api;

public sealed partial class BodyTests : IAsyncLifetime
{
    private ApiHost host = null!;

    public async Task InitializeAsync() => host = await ApiHost.StartAsync(routes =>
    {
        routes.MapPost("/echo", new RequestDelegate(async context =>
        {
            var body = await Body.ReadAsync(context, Strict.Default.Order, context.RequestAborted);
            var answer = body.TryGet(out var order, out var problem) ? Answers.Ok(new Echo(order), Strict.Default.Echo) : problem;
            await answer.ExecuteAsync(context);
        }));
        routes.MapPost("/optional", new RequestDelegate(async context =>
        {
            var body = await Body.ReadAsync(context, Strict.Default.Hint, context.RequestAborted);
            var answer = body.TryGet(out _, out var problem) ? Results.NoContent() : problem;
            await answer.ExecuteAsync(context);
        }));
        routes.MapPost("/lax", new RequestDelegate(async context => await Body.ReadAsync(context, Lax.Default.Hint, context.RequestAborted)));
    });

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_right_body_is_read()
    {
        using var answer = await PostAsync("""{"version":"v0.7.3","count":2,"lines":[{"name":"a","urgent":true}]}""");

        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            """{"ok":true,"order":{"version":"0.7.3","count":2,"note":null,"lines":[{"name":"a","urgent":true}]}}""");
        answer.Content.Headers.ContentLength.ShouldNotBeNull();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Theory]
    [InlineData("""{"version":"1.0.0","count":2,"colour":"red"}""", "$ has a field that is not known there, 'colour'; the known ones are version, count, note, lines (line 1)")]
    [InlineData("{\"version\":\"1.0.0\",\n\"lines\":[{\"name\":\"a\",\"x\":1}],\"count\":2}", "$.lines[0] has a field that is not known there, 'x'; the known ones are name, urgent (line 2)")]
    [InlineData("""{"version":"1.0.0","Count":2}""", "$ has a field that is not known there, 'Count'; the known ones are version, count, note, lines (line 1)")]
    [InlineData("""{"count":2}""", "$ lacks version (line 1)")]
    [InlineData("{}", "$ lacks version, count (line 1)")]
    [InlineData("""{"version":"1.0.0","count":"2"}""", "$.count must be an integer of 32 bits (line 1)")]
    [InlineData("""{"version":"1.0.0","count":2.5}""", "$.count must be an integer of 32 bits (line 1)")]
    [InlineData("""{"version":"1.0.0","count":99999999999}""", "$.count must be an integer of 32 bits (line 1)")]
    [InlineData("""{"version":"1.0.0","count":null}""", "$.count must not be null (line 1)")]
    [InlineData("""{"version":"1.0.0","count":2,"note":7}""", "$.note must be a string (line 1)")]
    [InlineData("""{"version":"1.0.0","count":2,"lines":{}}""", "$.lines must be an array (line 1)")]
    [InlineData("""{"version":"1.0.0","count":2,"lines":[{"name":"a"},{"name":"b","urgent":"no"}]}""", "$.lines[1].urgent must be true or false (line 1)")]
    [InlineData("""{"version":"1.0.0","count":2,"lines":[1]}""", "$.lines[0] must be an object (line 1)")]
    [InlineData("[]", "$ must be an object (line 1)")]
    [InlineData("\"text\"", "$ must be an object (line 1)")]
    [InlineData("null", "the body must be a JSON object, not null")]
    [InlineData("""{"version":"1.0.0","count":2,"count":3}""", "$.count holds the same field twice (line 1)")]
    public async Task A_wrong_body_is_told_where_and_what_it_must_be(string body, string detail)
    {
        using var answer = await PostAsync(body);

        (await answer.ShouldBeProblemAsync(400, "malformed")).GetProperty("detail").GetString().ShouldBe(detail);
    }

    [Fact]
    public async Task A_value_is_told_what_it_must_be_and_never_repeated()
    {
        using var answer = await PostAsync("""{"count":1,"version":"hunter2"}""");

        var detail = (await answer.ShouldBeProblemAsync(400, "malformed")).GetProperty("detail").GetString()!;
        detail.ShouldBe($"$.version must be {ReleaseVersion.Grammar} (line 1)");
    }

    [Theory]
    [InlineData("{", 1)]
    [InlineData("hunter2", 1)]
    [InlineData("{\"version\":\"1.0.0\",\n\"count\":2,}", 2)]
    [InlineData("{\"version\":\"1.0.0\",\n\"count\":2} {}", 2)]
    [InlineData("{\"version\":\"1.0.0\",/* */\"count\":2}", 1)]
    [InlineData("{\"version\":\"1.0.0\",\"count\":2,\"note\":\"a\u0001b\"}", 1)]
    [InlineData("\uFEFF{}", 1)]
    public async Task What_is_not_json_is_told_the_line(string body, int line)
    {
        using var answer = await PostAsync(body);

        var detail = (await answer.ShouldBeProblemAsync(400, "malformed")).GetProperty("detail").GetString()!;
        detail.ShouldStartWith($"the body is not JSON (line {line}): ");
        detail.ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("""{"version":"1.0.0","count":2,"note":"\ud800"}""")]
    [InlineData("""{"version":"1.0.0","count":2,"\ud800":1}""")]
    [InlineData("""{"version":"\ud800","count":2}""")]
    public async Task Half_a_character_is_malformed_and_no_bug(string body)
    {
        using var answer = await PostAsync(body);

        host.Logs.All.ShouldBeEmpty();
        await answer.ShouldBeProblemAsync(400, "malformed");
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_malformed_and_no_bug()
    {
        using var content = new ByteArrayContent([.. "{\"note\":\""u8, 0xff, 0xfe, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var answer = await host.Http.PostAsync("/echo", content);

        await answer.ShouldBeProblemAsync(400, "malformed");
    }

    [Fact]
    public async Task A_body_nested_without_end_is_malformed_and_no_bug()
    {
        using var answer = await PostAsync(string.Concat(Enumerable.Repeat("{\"lines\":[", 50_000)));

        await answer.ShouldBeProblemAsync(400, "malformed");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=latin1")]
    [InlineData(null)]
    public async Task A_body_that_does_not_say_json_is_refused_with_the_header_to_send(string? type)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        using var answer = await host.Http.PostAsync("/echo", content);

        var problem = await answer.ShouldBeProblemAsync(415, "unsupported_media_type");
        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("-H 'Content-Type: application/json'");
    }

    [Theory]
    [InlineData(Body.MaxBytes + 1, false)]
    [InlineData(10 * Body.MaxBytes, false)]
    [InlineData(10 * Body.MaxBytes, true)]
    public async Task A_body_beyond_the_limit_is_too_large(int bytes, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo") { Content = new ByteArrayContent(new byte[bytes]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = chunked;

        using var answer = await host.Http.SendAsync(request);

        await answer.ShouldBeProblemAsync(413, "too_large");
    }

    [Fact]
    public async Task A_body_at_the_limit_is_read()
    {
        const string Head = """{"version":"1.0.0","count":2,"note":" """;
        using var answer = await PostAsync(Head + new string('x', Body.MaxBytes - Head.Length - 2) + "\"}");

        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task No_body_reads_as_an_empty_object()
    {
        using var answer = await host.Http.PostAsync("/optional", content: null);

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_lax_json_context_is_a_bug_and_found_at_the_first_request()
    {
        using var answer = await host.Http.PostAsync("/lax", content: null);

        await answer.ShouldBeProblemAsync(500, "internal_error");
        host.Logs.All.ShouldHaveSingleItem().Exception!.Message.ShouldContain("Strict");
    }

    private async Task<HttpResponseMessage> PostAsync(string json) =>
        await host.Http.PostAsync("/echo", new StringContent(json, Encoding.UTF8, "application/json"));

    internal sealed record Order(ReleaseVersion Version, int Count, string? Note = null, IReadOnlyList<Line>? Lines = null);

    internal sealed record Line
    {
        public required string Name { get; init; }

        public bool Urgent { get; init; }
    }

    internal sealed record Hint(string? Reason = null);

    internal sealed record Echo(Order Order) : Answer;

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Order))]
    [JsonSerializable(typeof(Hint))]
    [JsonSerializable(typeof(Echo))]
    internal sealed partial class Strict : JsonSerializerContext;

    [JsonSerializable(typeof(Hint))]
    internal sealed partial class Lax : JsonSerializerContext;
}
