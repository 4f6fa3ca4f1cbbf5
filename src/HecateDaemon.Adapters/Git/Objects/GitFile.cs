using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Git;

/// <summary>A regular file of a commit. A name that is not UTF-8 is not known: its path is only for people to read.</summary>
internal sealed record GitFile(string Path, GitId Id)
{
    public bool IsNameKnown { get; init; } = true;

    /// <summary>What goes wrong with its bytes is told with its path.</summary>
    public T Told<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (OutsideWorldException e)
        {
            throw Told(e);
        }
    }

    public OutsideWorldException Told(OutsideWorldException e) =>
        new($"The file '{GitFailure.Clean(Path)}': {e.Message}", e) { NeedsPerson = e.NeedsPerson };
}
