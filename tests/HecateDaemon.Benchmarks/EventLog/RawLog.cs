using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace HecateDaemon.Benchmarks;

/// <summary>What no durable log can beat: what waits is written behind the file's end in one go, then fdatasync.</summary>
internal sealed partial class RawLog : IAsyncDisposable
{
    private readonly Channel<(byte[] Bytes, TaskCompletionSource Done)> queue =
        Channel.CreateUnbounded<(byte[] Bytes, TaskCompletionSource Done)>(new() { SingleReader = true });

    private readonly FileStream file;
    private readonly Task loop;

    public RawLog(string path)
    {
        file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        loop = Task.Run(RunAsync);
    }

    public Task AppendAsync(byte[] bytes)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Writer.TryWrite((bytes, done));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.Complete();
        await loop;
        await file.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var waiting = new List<TaskCompletionSource>();
        using var bytes = new MemoryStream();
        while (await queue.Reader.WaitToReadAsync())
        {
            while (queue.Reader.TryRead(out var append))
            {
                bytes.Write(append.Bytes);
                waiting.Add(append.Done);
            }

            file.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
            if (DataSync(file.SafeFileHandle) != 0)
            {
                throw new IOException("fdatasync failed");
            }

            bytes.SetLength(0);
            waiting.ForEach(w => w.SetResult());
            waiting.Clear();
        }
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DataSync(SafeHandle file);
}
