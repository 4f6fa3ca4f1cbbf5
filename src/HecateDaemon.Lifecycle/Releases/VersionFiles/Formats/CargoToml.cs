namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Cargo's manifest: the version of a package, or of all packages of a workspace.</summary>
internal sealed class CargoToml : IVersionFormat
{
    /// <summary>Where the version stands that the members of a workspace may inherit.</summary>
    public const string OfWorkspace = "workspace.package.version";

    /// <summary>What a member says that inherits it.</summary>
    public const string Inherited = "the workspace's";

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
            Requirements = [.. CargoRequirements.In(values)],
            Package = values.Find(v => v is { Table: "package" or "project", Key: "name" }).Text,
            Computed = values.Exists(v => v.Table is "package" && (v.Key is "version.workspace" || v is { Key: "version", Raw: ['{', ..] }))
                ? Inherited
                : null,
        };
    }
}
