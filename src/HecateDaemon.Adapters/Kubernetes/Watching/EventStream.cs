using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>An open watch: one event at a time, each a line of JSON, until the server ends it, breaks off or falls silent.</summary>
internal sealed class EventStream(HttpResponseMessage response, Stream body, string server, TimeProvider clock) : IAsyncDisposable
{
    private const int LongestLine = 16 * 1024 * 1024;

    /// <summary>Bookmarks come about once a minute: a connection that is silent for longer is dead, though nobody says so.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(3);

    private readonly PipeReader reader = PipeReader.Create(body);

    /// <summary>The next event, or null at the end.</summary>
    public async Task<JsonElement?> NextAsync(CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(LongestSilence, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(limit.Token);
                if (read.Buffer.PositionOf((byte)'\n') is { } end)
                {
                    var happened = Parse(read.Buffer.Slice(0, end));
                    reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                    return happened;
                }

                if (read.IsCompleted || read.Buffer.Length > LongestLine)
                {
                    return null; // half a line is no event
                }

                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return null; // broken off: opening it again tells whether that was more than an accident
        }
    }

    public async ValueTask DisposeAsync()
    {
        await reader.CompleteAsync();
        response.Dispose();
    }

    private JsonElement Parse(ReadOnlySequence<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, ClusterConnection.DeepJson);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new OutsideWorldException($"{server} sent something in a watch that is not JSON: is it a Kubernetes API server?", e);
        }
    }
}
