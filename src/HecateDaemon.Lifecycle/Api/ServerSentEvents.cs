using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Primitives;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>
/// A stream of server-sent events: what comes after the client's <c>Last-Event-ID</c> (-1: it has none), until the source
/// ends, the client leaves or the daemon stops. A comment every <see cref="HeartbeatEvery"/> keeps it open and known to be.
/// </summary>
public sealed class ServerSentEvents(Func<long, CancellationToken, IAsyncEnumerable<ServerSentEvent>> eventsAfter) : IResult
{
    /// <summary>While a client catches up, this much goes out at once.</summary>
    private const int FlushBytes = 64 * 1024;

    public static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);

    /// <summary>Whether the client wants the stream rather than JSON.</summary>
    public static bool AreWantedBy(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (!TryReadLastId(httpContext.Request.Headers["Last-Event-ID"], out var lastId))
        {
            await Problems.Malformed("Last-Event-ID must be the id of an event of this stream: a whole number").ExecuteAsync(httpContext);
            return;
        }

        var clock = httpContext.RequestServices.GetRequiredService<TimeProvider>();
        var stopping = httpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        httpContext.Response.ContentType = "text/event-stream";
        httpContext.Response.Headers.CacheControl = "no-store";
        try
        {
            await WriteAsync(eventsAfter(lastId, ending.Token), httpContext.Response.BodyWriter, clock, ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client left or the daemon stops: the ordinary ends of a stream.
        }
    }

    private static bool TryReadLastId(StringValues given, out long lastId)
    {
        lastId = -1;
        return given.Count is 0 ||
            (given.Count is 1 && long.TryParse(given[0], NumberStyles.None, CultureInfo.InvariantCulture, out lastId));
    }

    private static async Task WriteAsync(
        IAsyncEnumerable<ServerSentEvent> events, PipeWriter output, TimeProvider clock, CancellationTokenSource ending)
    {
        var ct = ending.Token;
        using var timer = new PeriodicTimer(HeartbeatEvery, clock);
        await using var source = events.GetAsyncEnumerator(ct);
        var heartbeat = timer.WaitForNextTickAsync(ct).AsTask();
        var next = source.MoveNextAsync().AsTask();
        try
        {
            // At once, so that the client knows that it is heard before the first event comes.
            await WriteHeartbeatAsync(output, ct);
            while (true)
            {
                if (await Task.WhenAny(next, heartbeat) == heartbeat)
                {
                    await heartbeat;
                    await WriteHeartbeatAsync(output, ct);
                    heartbeat = timer.WaitForNextTickAsync(ct).AsTask();
                    continue;
                }

                if (!await next)
                {
                    return;
                }

                Write(source.Current, output);
                next = source.MoveNextAsync().AsTask();
                if (!next.IsCompleted || output.UnflushedBytes > FlushBytes)
                {
                    await output.FlushAsync(ct);
                }
            }
        }
        finally
        {
            // An enumerator may only be disposed when it is not moving.
            await ending.CancelAsync();
            await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private static async ValueTask WriteHeartbeatAsync(PipeWriter output, CancellationToken ct) =>
        await output.WriteAsync(":\n\n"u8.ToArray(), ct);

    private static void Write(ServerSentEvent happened, PipeWriter output)
    {
        if (happened.Name is "")
        {
            output.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {happened.Id}\n\n")));
            return;
        }

        output.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {happened.Id}\nevent: {happened.Name}\n")));
        foreach (var line in happened.Data.Span.SplitAny("\r\n"u8))
        {
            output.Write("data: "u8);
            output.Write(happened.Data.Span[line]);
            output.Write("\n"u8);
        }

        output.Write("\n"u8);
    }
}
