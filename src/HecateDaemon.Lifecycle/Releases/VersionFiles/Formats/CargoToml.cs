namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Cargo's manifest: the version of a package, or of all packages of a workspace.</summary>
internal sealed class CargoToml : IVersionFormat
{
    public bool IsFor(string path) => FilePath.IsNamed(path, "Cargo.toml");

    public VersionReading Read(string text)
    {
        var values = TomlText.Values(text).ToList();
        var places = new List<VersionPlace>();
        foreach (var value in values)
        {
            if (value is { Key: "version", Table: "package" or "project" or "workspace.package" } && !value.Raw.StartsWith('{'))
            {
                places.Add(new($"{value.Table}.version", value.Text, value.TextStart));
            }
        }

        return new(places)
        {
            Package = values.Find(v => v is { Table: "package" or "project", Key: "name" }).Text,
            Computed = values.Exists(v => v.Table is "package" && (v.Key is "version.workspace" || v is { Key: "version", Raw: ['{', ..] }))
                ? "the workspace's"
                : null,
        };
    }
}
