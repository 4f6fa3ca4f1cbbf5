using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Subcommands;

/// <summary>The files that a subcommand looks at. Links are not followed, and what belongs to git is left alone.</summary>
internal static class ManifestFiles
{
    private const long MaxLength = 16 * 1024 * 1024;

    private static readonly EnumerationOptions AllButLinks = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>All files at or below the paths whose names a manifest can have, once each, in the order of the paths.</summary>
    public static IEnumerable<string> Below(IEnumerable<string> paths) =>
        paths.SelectMany(Below).Where(ManifestText.IsLookedAt).Distinct(StringComparer.Ordinal);

    /// <summary>The bytes, or null if there are too many to be a manifest's.</summary>
    public static byte[]? Read(string path)
    {
        var file = new FileInfo(path);
        return file switch
        {
            { LinkTarget: not null } => throw new IOException($"'{path}' is a symbolic link: name the file itself"),
            { Exists: true, Length: > MaxLength } => null,

            // A pipe or a device has no length, and may never end.
            { Exists: true, Length: 0 } => [],
            _ => File.ReadAllBytes(path),
        };
    }

    public static CannotTell TooLong(string path) => new(path, 1, $"the file has more than {MaxLength / 1024 / 1024} MiB");

    public static byte[] ReadInput()
    {
        using var input = Console.OpenStandardInput();
        using var buffer = new MemoryStream();
        input.CopyTo(buffer);
        return buffer.ToArray();
    }

    /// <summary>At every moment the path names the old bytes or the new, with the mode that they had.</summary>
    public static void Replace(string path, ReadOnlyMemory<byte> content)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetRandomFileName()}.hecate");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(path));
                }

                file.Write(content.Span);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static IEnumerable<string> Below(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", AllButLinks).Where(f => !IsOfGit(Path.GetRelativePath(path, f))).Order(StringComparer.Ordinal)
        : File.Exists(path) ? [path]
        : throw new FileNotFoundException($"there is no file or folder '{path}'");

    private static bool IsOfGit(string path) => path.Split(Path.DirectorySeparatorChar).Contains(".git");
}
