using System.Runtime.CompilerServices;
using System.Threading.Channels;
using HecateDaemon.Lifecycle.Api;
using Microsoft.AspNetCore.Builder;

namespace HecateDaemon.Lifecycle.Tests.Api;

public sealed class ServerSentEventsTests : IAsyncLifetime
{
    private readonly Channel<ServerSentEvent> source = Channel.CreateUnbounded<ServerSentEvent>();
    private readonly TaskCompletionSource ended = new();
    private long askedAfter = long.MinValue;
    private ApiHost host = null!;

    public async Task InitializeAsync() =>
        host = await ApiHost.StartAsync(routes => routes.MapGet("/events", () => new ServerSentEvents(EventsAfterAsync)));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Events_are_framed_with_id_name_and_data()
    {
        source.Writer.TryWrite(new(7, "deployment_opened_v1", "{\"a\":1}"u8.ToArray()));
        source.Writer.TryWrite(new(8, "deployment_shelved_v1", "{\n}"u8.ToArray()));
        source.Writer.Complete();

        using var answer = await host.Http.GetAsync("/events");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            ":\n\nid: 7\nevent: deployment_opened_v1\ndata: {\"a\":1}\n\nid: 8\nevent: deployment_shelved_v1\ndata: {\ndata: }\n\n");
        askedAfter.ShouldBe(-1);
    }

    [Fact]
    public async Task An_event_goes_out_when_it_happens_and_not_when_the_stream_ends()
    {
        using var reader = await OpenAsync();

        source.Writer.TryWrite(new(1, "x", "{}"u8.ToArray()));

        (await reader.ReadLineAsync()).ShouldBe("id: 1");
    }

    [Fact]
    public async Task A_quiet_stream_gets_a_comment_at_every_heartbeat()
    {
        using var reader = await OpenAsync();

        for (var beat = 0; beat < 3; beat++)
        {
            host.Clock.Advance(ServerSentEvents.HeartbeatEvery);
            (await reader.ReadLineAsync()).ShouldBe(":");
            (await reader.ReadLineAsync()).ShouldBe("");
        }
    }

    [Fact]
    public async Task A_client_resumes_behind_the_last_event_it_has_seen()
    {
        source.Writer.Complete();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/events");
        request.Headers.Add("Last-Event-ID", "41");

        using var answer = await host.Http.SendAsync(request);

        askedAfter.ShouldBe(41);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task A_last_event_id_that_is_no_number_is_malformed(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/events");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", id);

        using var answer = await host.Http.SendAsync(request);

        await answer.ShouldBeProblemAsync(400, "malformed");
    }

    [Fact]
    public async Task The_daemons_stop_ends_the_stream_well()
    {
        using var reader = await OpenAsync();

        await host.StopAsync();

        (await reader.ReadToEndAsync()).ShouldBeEmpty();
        await ended.Task;
        host.Logs.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_reading_of_events()
    {
        var reader = await OpenAsync();

        reader.Dispose();

        await ended.Task;
        host.Logs.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_source_that_fails_breaks_the_stream_off()
    {
        using var reader = await OpenAsync();

        source.Writer.Complete(new InvalidOperationException("the log is gone"));

        await Should.ThrowAsync<IOException>(reader.ReadToEndAsync());
        host.Logs.All.ShouldHaveSingleItem();
    }

    // The first comment has been read when this returns, so the stream stands.
    private async Task<StreamReader> OpenAsync()
    {
        var reader = new StreamReader(await host.Http.GetStreamAsync("/events"));
        (await reader.ReadLineAsync()).ShouldBe(":");
        (await reader.ReadLineAsync()).ShouldBe("");
        return reader;
    }

    private async IAsyncEnumerable<ServerSentEvent> EventsAfterAsync(long id, [EnumeratorCancellation] CancellationToken ct)
    {
        askedAfter = id;
        try
        {
            await foreach (var happened in source.Reader.ReadAllAsync(ct))
            {
                yield return happened;
            }
        }
        finally
        {
            ended.TrySetResult();
        }
    }
}
