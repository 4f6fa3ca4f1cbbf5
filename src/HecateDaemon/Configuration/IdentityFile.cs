using System.Text;
using HecateDaemon.Lifecycle.Leadership;

namespace HecateDaemon.Configuration;

/// <summary>
/// The daemon's name, kept with its state and locked as long as it runs: a daemon that comes back after a crash is known as
/// the same, and a second one on the same state has another name.
/// </summary>
internal sealed class IdentityFile : IDisposable
{
    private readonly FileStream? file;

    private IdentityFile(FileStream? file, string id)
    {
        this.file = file;
        Identity = new($"{Environment.MachineName}_{id}");
    }

    public DaemonIdentity Identity { get; }

    public static IdentityFile Open(string stateDirectory)
    {
        var own = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        FileStream locked;
        try
        {
            locked = new FileStream(Path.Combine(stateDirectory, "identity"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else has it, or it cannot be written: a name for once does as well, only without taking up where it was.
            return new(file: null, own);
        }

        Span<byte> known = stackalloc byte[32];
        if (locked.Length is 32 && locked.Read(known) is 32 && Guid.TryParse(known, out var id))
        {
            return new(locked, id.ToString("N"));
        }

        locked.SetLength(0);
        locked.Write(Encoding.ASCII.GetBytes(own));
        locked.Flush(flushToDisk: true);
        return new(locked, own);
    }

    public void Dispose() => file?.Dispose();
}
