namespace HecateDaemon.Lifecycle.Releases;

/// <summary>The <c>[[package]]</c> tables of lock files that hold a repository's own packages beside those of others.</summary>
internal static class LockedPackages
{
    public static bool IsLock(string path) => FilePath.IsNamed(path, "Cargo.lock") || FilePath.IsNamed(path, "uv.lock");

    /// <summary>Python's names are the same with <c>-</c>, <c>_</c> and <c>.</c>, in any case (PEP 503).</summary>
    public static string Plain(string name) => name.Replace('_', '-').Replace('.', '-').ToUpperInvariant();

    /// <summary>The versions of the packages whose <c>source</c>, empty where there is none, is the repository.</summary>
    public static List<VersionPlace> In(string text, Func<string, bool> isOwn)
    {
        var places = new List<VersionPlace>();
        TomlValue name = default, version = default;
        var source = "";
        foreach (var value in TomlText.Values(text).Append(new("package[]", "", "", text.Length)))
        {
            if (value.Key is "")
            {
                if (name.Raw is { Length: > 0 } && version.Raw is { Length: > 0 } && isOwn(source))
                {
                    places.Add(new(name.Text, version.Text, version.TextStart));
                }

                (name, version, source) = (default, default, "");
            }
            else if (value.Table is "package[]" or "root")
            {
                name = value.Key is "name" ? value : name;
                version = value.Key is "version" ? value : version;
                source = value.Key is "source" ? value.Raw : source;
            }
        }

        return places;
    }
}
