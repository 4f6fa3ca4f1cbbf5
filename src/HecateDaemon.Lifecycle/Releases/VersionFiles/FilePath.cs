namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Parts of a path with '/'.</summary>
internal static class FilePath
{
    public static ReadOnlySpan<char> Name(ReadOnlySpan<char> path) => path[(path.LastIndexOf('/') + 1)..];

    public static string Folder(string path) => path.LastIndexOf('/') is > 0 and var end ? path[..end] : "";

    public static int Depth(string path) => path.AsSpan().Count('/');

    /// <summary>Everything is below the top, whose name is empty.</summary>
    public static bool IsBelow(string path, string folder) =>
        folder is "" || (path.Length > folder.Length && path[folder.Length] is '/' && path.StartsWith(folder, StringComparison.Ordinal));

    public static bool IsNamed(string path, string name) => Name(path).Equals(name, StringComparison.OrdinalIgnoreCase);
}
