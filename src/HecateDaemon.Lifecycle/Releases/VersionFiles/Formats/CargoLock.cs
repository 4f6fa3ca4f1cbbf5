namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Cargo's lock file, in which packages without a source are those of the repository itself.</summary>
internal sealed class CargoLock : IVersionFormat
{
    public static bool IsOne(string path) => FilePath.IsNamed(path, "Cargo.lock");

    public bool IsFor(string path) => IsOne(path);

    public VersionReading Read(string text)
    {
        var places = new List<VersionPlace>();
        TomlValue name = default, version = default;
        var isForeign = false;
        foreach (var value in TomlText.Values(text).Append(new("package[]", "", "", text.Length)))
        {
            if (value.Key is "")
            {
                if (!isForeign && name.Raw is { Length: > 0 } && version.Raw is { Length: > 0 })
                {
                    places.Add(new(name.Text, version.Text, version.TextStart));
                }

                (name, version, isForeign) = (default, default, false);
            }
            else if (value.Table is "package[]" or "root")
            {
                name = value.Key is "name" ? value : name;
                version = value.Key is "version" ? value : version;
                isForeign |= value.Key is "source";
            }
        }

        return new(places);
    }
}
