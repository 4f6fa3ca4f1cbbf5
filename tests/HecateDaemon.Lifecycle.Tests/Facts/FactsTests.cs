using System.Net;
using System.Text;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Facts;
using HecateDaemon.Lifecycle.Tests.Deployments;

namespace HecateDaemon.Lifecycle.Tests.Facts;

/// <summary>What other processes tell, through the front door.</summary>
public sealed class FactsTests : IAsyncLifetime
{
    private const string Data = """{"division_id":"hecate-daemon","version":"1.0.0","summary":"all tests pass","more":{"of":"it"}}""";
    private Door door = null!;

    public async Task InitializeAsync() => door = await Door.OpenAsync();

    public async Task DisposeAsync() => await door.DisposeAsync();

    [Fact]
    public async Task A_fact_concludes_debugging_of_its_version_only()
    {
        var mine = await door.InitiateAsync(version: "1.0.0");
        var other = await door.InitiateAsync(version: "1.1.0");

        (await StructuredAsync()).Status.ShouldBe(HttpStatusCode.OK);

        var item = await DebuggingAsync(mine);
        item.Status.ShouldBe("satisfied");
        item.Evidence.ShouldContain("/hecate/debugging concluded debugging of 1.0.0");
        item.Evidence.ShouldContain("all tests pass");
        (await DebuggingAsync(other)).Status.ShouldBe("cannot_tell");
    }

    [Fact]
    public async Task A_fact_in_headers_is_the_same_fact()
    {
        var first = await BinaryAsync("debugging_concluded_v1", Data);
        var again = await StructuredAsync();

        first.Body.ShouldContain("\"events\":[\"debugging_concluded_v1\"]");
        again.Body.ShouldContain("\"events\":[]");
        (await door.World.EventsAsync(FactBook.StreamOf(Story.Division))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_type_with_a_domain_before_it_is_known() =>
        (await BinaryAsync("social.hecate.debugging_concluded_v1", Data)).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("rescue_opened_v1", Data, "'type'")]
    [InlineData("debugging_concluded_v1", "[]", "'data'")]
    [InlineData("debugging_concluded_v1", "{", "must be JSON")]
    [InlineData("debugging_concluded_v1", """{"version":"1.0.0"}""", "data.division_id")]
    [InlineData("debugging_concluded_v1", """{"division_id":"hecate-daemon"}""", "data.version")]
    [InlineData("debugging_concluded_v1", """{"division_id":"hecate-daemon","version":7}""", "data.version")]
    public async Task What_is_no_fact_is_refused_with_what_it_should_be(string type, string data, string named)
    {
        var refused = await BinaryAsync(type, data);

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Body.ShouldContain(named);
    }

    [Theory]
    [InlineData("""{"specversion":"0.3","id":"1","source":"/s","type":"debugging_concluded_v1","data":{}}""", "specversion")]
    [InlineData("""{"specversion":"1.0","source":"/s","type":"debugging_concluded_v1","data":{}}""", "'id'")]
    [InlineData("""{"specversion":"1.0","id":"1","type":"debugging_concluded_v1","data":{}}""", "'source'")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"debugging_concluded_v1"}""", "'data'")]
    [InlineData("[]", "a CloudEvent")]
    public async Task A_CloudEvent_that_is_none_is_refused(string body, string named)
    {
        var refused = await SendAsync(body, "application/cloudevents+json");

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Body.ShouldContain(named);
    }

    [Fact]
    public async Task Plain_JSON_is_no_CloudEvent() =>
        (await SendAsync(Data, "application/json")).Body.ShouldContain("application/cloudevents+json");

    [Fact]
    public async Task A_division_that_is_not_configured_is_unknown()
    {
        var refused = await BinaryAsync("debugging_concluded_v1", Data.Replace("hecate-daemon", "nobody"));

        refused.Status.ShouldBe(HttpStatusCode.NotFound);
        refused.Body.ShouldContain("division_unknown");
    }

    [Fact]
    public async Task A_fact_that_is_too_large_is_not_read() =>
        (await SendAsync(new string(' ', 1024 * 1024 + 1), "application/cloudevents+json")).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

    private Task<(HttpStatusCode Status, string Body)> StructuredAsync() => SendAsync(
        $$"""{"specversion":"1.0","id":"4711","source":"/hecate/debugging","type":"debugging_concluded_v1","data":{{Data}}}""",
        "application/cloudevents+json; charset=utf-8");

    private Task<(HttpStatusCode Status, string Body)> BinaryAsync(string type, string data) => SendAsync(
        data, "application/json", ("ce-specversion", "1.0"), ("ce-id", "4711"), ("ce-source", "/hecate/debugging"), ("ce-type", type));

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(string body, string contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/facts");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await door.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<(string Status, string Evidence)> DebuggingAsync(string path)
    {
        var item = (await door.GetAsync($"{path}/checklist")).GetProperty("entry").EnumerateArray()
            .Single(i => i.GetProperty("item").GetString() == EntryChecklist.DebuggingConcluded);
        return (item.GetProperty("status").GetString()!, item.GetProperty("evidence").GetString()!);
    }
}
