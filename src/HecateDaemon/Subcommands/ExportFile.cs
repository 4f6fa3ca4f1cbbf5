using System.IO.Pipelines;
using System.Buffers;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Subcommands;

/// <summary>An export that is being written: line by line, so that one that was cut off goes on behind its last whole line.</summary>
internal sealed class ExportFile : IAsyncDisposable
{
    private const int LongestLine = 8 * 1024 * 1024;
    private readonly Stream stream;

    private ExportFile(Stream stream, long lastPosition)
    {
        this.stream = new BufferedStream(stream, 1024 * 1024);
        LastPosition = lastPosition;
    }

    /// <summary>Of the last event that was in the file before, or -1.</summary>
    public long LastPosition { get; }

    public long Written { get; private set; }

    public static ExportFile Of(Stream stream) => new(stream, lastPosition: -1);

    public static async Task<ExportFile> ContinueAsync(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        var last = -1L;
        var end = 0L;
        await foreach (var (line, lineEnd) in LinesAsync(file))
        {
            end = lineEnd;
            last = EventLine.Parse(line) is EventLine.Happened { Stored: var stored } ? stored.Position : last;
        }

        file.SetLength(end);
        file.Position = end;
        return new(file, last);
    }

    public static async IAsyncEnumerable<EventLine> ReadAsync(Stream stream)
    {
        var number = 0L;
        await foreach (var (line, _) in LinesAsync(stream))
        {
            number++;
            EventLine parsed;
            try
            {
                parsed = EventLine.Parse(line);
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException($"line {number}: {e.Message}", e);
            }

            yield return parsed;
        }
    }

    public async Task WriteAsync(EventLine line)
    {
        await stream.WriteAsync(line.ToJson());
        stream.WriteByte((byte)'\n');
        Written += line is EventLine.Happened ? 1 : 0;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    /// <summary>The whole lines, each with the place in the stream where the next one begins; an end without a line's end is none.</summary>
    private static async IAsyncEnumerable<(byte[] Line, long End)> LinesAsync(Stream stream)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true, bufferSize: 64 * 1024));
        var end = 0L;
        while (true)
        {
            var read = await reader.ReadAsync();
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } lineEnd)
            {
                var line = buffer.Slice(0, lineEnd).ToArray();
                buffer = buffer.Slice(buffer.GetPosition(1, lineEnd));
                end += line.Length + 1;
                yield return (line, end);
            }

            if (buffer.Length > LongestLine)
            {
                throw new InvalidDataException($"a line of more than {LongestLine} bytes is no line of an export");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                await reader.CompleteAsync();
                yield break;
            }
        }
    }
}
