using System.Globalization;

namespace HecateDaemon.Subcommands;

/// <summary>A bar on the terminal, and nothing where there is none.</summary>
internal sealed class LintProgress(int total) : IDisposable
{
    private const int Width = 40;

    private readonly bool isShown = !Console.IsErrorRedirected && total > Width;
    private int done;
    private int drawn = -1;

    public void Advance()
    {
        done = Math.Min(done + 1, total);
        var filled = isShown ? (int)((long)done * Width / total) : drawn;
        if (filled != drawn)
        {
            drawn = filled;
            Console.Error.Write(string.Create(
                CultureInfo.InvariantCulture, $"\r[{new string('#', filled)}{new string('.', Width - filled)}] {done}/{total} files"));
        }
    }

    /// <summary>Leaves the line to whoever writes next.</summary>
    public void Clear()
    {
        if (isShown && drawn >= 0)
        {
            Console.Error.Write("\r\e[K");
            drawn = -1;
        }
    }

    public void Dispose() => Clear();
}
