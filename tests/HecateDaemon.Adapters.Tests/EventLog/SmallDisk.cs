using System.Diagnostics;

namespace HecateDaemon.Adapters.Tests.EventLog;

/// <summary>
/// A file system in memory that only a child process and its children see, small enough to run full. It ends with them.
/// </summary>
public static class SmallDisk
{
    /// <summary>
    /// What to start the child through: in the folder it finds so much room, and a file <c>ballast</c> that can be deleted
    /// to make more.
    /// </summary>
    public static string[] At(string folder, int kilobytes, int ballast) =>
    [
        "unshare", "--map-root-user", "--mount", "sh", "-ec",
        $"""
        mount -t tmpfs -o mode=700,size={kilobytes + ballast}k tmpfs "$0"
        head -c {ballast}k /dev/zero > "$0/ballast"
        exec "$@"
        """,
        folder,
    ];

    /// <summary>The child's file, as it is reached from here.</summary>
    public static string Seen(int pid, string path) => $"/proc/{pid}/root{path}";

    /// <summary>Whether this machine lets anybody have one.</summary>
    public static string? WhyNot()
    {
        var folder = Directory.CreateTempSubdirectory("hecate-smalldisk-");
        try
        {
            var command = At(folder.FullName, kilobytes: 8, ballast: 8).Append("true").ToArray();
            using var child = Process.Start(
                new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true })!;
            var said = child.StandardError.ReadToEnd();
            child.WaitForExit();
            return child.ExitCode == 0 ? null : $"no file system of its own for a child process: {said.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return $"no unshare: {e.Message}";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

/// <summary>A test that needs a <see cref="SmallDisk"/>; where the machine allows none it is skipped, and says why.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Why = new(SmallDisk.WhyNot);

    public override string? Skip => Why.Value;
}
