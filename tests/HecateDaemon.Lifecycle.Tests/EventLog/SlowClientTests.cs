using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Lifecycle.Tests.EventLog;

/// <summary><c>GET /api/events</c> to clients on real sockets that read late, or never.</summary>
public sealed class SlowClientTests : IAsyncLifetime
{
    private const int Events = 20_000;

    /// <summary>Of a kilobyte each: several times what a socket and the server's own buffer hold, and a tenth of the log.</summary>
    private const int MostBuffered = 2_000;

    private readonly InMemoryEventLog log = new(new FakeTimeProvider());
    private readonly CancellationToken ct = new CancellationTokenSource(TimeSpan.FromMinutes(4)).Token;
    private CountedLog counted = null!;
    private ApiHost host = null!;

    public async Task InitializeAsync()
    {
        for (var n = 0; n < Events; n += 500)
        {
            await AppendAsync(n, 500);
        }

        counted = new CountedLog(log);
        host = await ApiHost.StartAsync(AllEventsEndpoint.Map, services => services.AddSingleton<IEventLog>(counted));
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Who_does_not_read_is_not_read_for_and_holds_nobody_up()
    {
        using var slow = await OpenAsync();
        using var quick = await OpenAsync();

        await ShouldBringAsync(quick, 0, Events);
        await AppendAsync(Events, 1);
        await ShouldBringAsync(quick, Events, 1);

        counted.Readers[0].Taken.ShouldBeLessThan(MostBuffered);
        counted.Readers[1].Taken.ShouldBe(Events + 1);
        await ShouldBringAsync(slow, 0, Events + 1);
    }

    [Fact]
    public async Task Who_leaves_without_having_read_is_let_go_and_resumes_without_a_gap()
    {
        var slow = await OpenAsync();
        await ShouldBringAsync(slow, 0, 100);

        slow.Dispose();

        await counted.Readers[0].Left.Task.WaitAsync(ct);
        counted.Readers[0].Taken.ShouldBeLessThan(MostBuffered);
        using var resumed = await OpenAsync(lastId: "99");
        await ShouldBringAsync(resumed, 100, Events - 100);
    }

    [Fact]
    public async Task The_daemons_stop_does_not_wait_for_who_does_not_read()
    {
        using var slow = await OpenAsync();
        using var quick = await OpenAsync();
        await ShouldBringAsync(quick, 0, Events);

        await host.StopAsync().WaitAsync(ct);

        await counted.Readers[0].Left.Task.WaitAsync(ct);
        counted.Readers[0].Taken.ShouldBeLessThan(MostBuffered);
    }

    private Task<AppendOutcome> AppendAsync(int first, int count) => log.AppendAsync(
        $"stream-{first}",
        expectedVersion: -1,
        [.. Enumerable.Range(first, count).Select(n =>
            new NewEvent(new Guid(n, 0, 0, new byte[8]), "thing_happened_v1", Data, "{}"u8.ToArray()))],
        ct);

    private static byte[] Data { get; } = [.. "{\"x\":\""u8, .. Enumerable.Repeat((byte)'x', 1000), .. "\"}"u8];

    private async Task<StreamReader> OpenAsync(string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        request.Headers.Add("Last-Event-ID", lastId is null ? [] : [lastId]);
        var answer = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        return new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
    }

    /// <summary>All of them, in order, each once.</summary>
    private async Task ShouldBringAsync(StreamReader client, int first, int count)
    {
        for (var expected = first; expected < first + count;)
        {
            var line = (await client.ReadLineAsync(ct)).ShouldNotBeNull("the stream ended");
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                line.ShouldBe($"id: {expected++}");
            }
        }
    }
}
