namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Python's <c>pyproject.toml</c>, by PEP 621 and as poetry had it before.</summary>
internal sealed class PyProject : IVersionFormat
{
    public bool IsFor(string path) => FilePath.IsNamed(path, "pyproject.toml");

    public VersionReading Read(string text)
    {
        var values = TomlText.Values(text).ToList();
        return new(
        [
            .. values.Where(v => v is { Table: "project" or "tool.poetry" or "tool.commitizen" or "tool.bumpversion" or "tool.flit.metadata" } &&
                    (v.Key is "version" || v is { Table: "tool.bumpversion", Key: "current_version" }))
                .Select(v => new VersionPlace($"{v.Table}.{v.Key}", v.Text, v.TextStart)),
        ])
        {
            Package = values.Find(v => v is { Table: "project" or "tool.poetry", Key: "name" }).Text,
            Computed = values.Exists(v => v is { Table: "project", Key: "dynamic" } && v.Raw.Contains("version", StringComparison.Ordinal))
                ? "dynamic"
                : null,
        };
    }
}
