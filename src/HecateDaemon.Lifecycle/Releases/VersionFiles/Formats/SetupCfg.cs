namespace HecateDaemon.Lifecycle.Releases;

/// <summary>setuptools' <c>setup.cfg</c>, and bumpversion's settings in it or beside it.</summary>
internal sealed class SetupCfg : IVersionFormat
{
    public bool IsFor(string path) => FilePath.IsNamed(path, "setup.cfg") || FilePath.IsNamed(path, ".bumpversion.cfg");

    public VersionReading Read(string text)
    {
        var values = TomlText.Values(text).ToList();
        var version = values.FindAll(v => v is { Table: "metadata", Key: "version" } or { Table: "bumpversion", Key: "current_version" });
        return new([.. version.Where(v => !IsElsewhere(v)).Select(v => new VersionPlace($"{v.Table}.{v.Key}", v.Text, v.TextStart))])
        {
            Package = values.Find(v => v is { Table: "metadata", Key: "name" }).Text,
            Computed = version.Find(IsElsewhere) is { Raw: { Length: > 0 } from } ? from : null,
        };
    }

    private static bool IsElsewhere(TomlValue value) =>
        value.Raw.StartsWith("attr:", StringComparison.Ordinal) || value.Raw.StartsWith("file:", StringComparison.Ordinal);
}
