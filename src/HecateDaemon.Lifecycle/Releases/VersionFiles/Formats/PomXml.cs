namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Maven's <c>pom.xml</c>: its own version, its parent's, and the properties that versions are made of.</summary>
internal sealed class PomXml : IVersionFormat
{
    public bool IsFor(string path) => FilePath.IsNamed(path, "pom.xml");

    public VersionReading Read(string text)
    {
        if (XmlText.Leaves(text) is not { } leaves)
        {
            return VersionReading.Failed("it is not XML");
        }

        var own = leaves.Find(l => l.Path is "project/version");
        return new(
        [
            .. leaves.Where(l => l.Path is "project/version" or "project/parent/version" or "project/properties/revision" or "project/properties/version")
                .Where(l => !l.Text.Contains('$', StringComparison.Ordinal))
                .Select(l => new VersionPlace(l.Path["project/".Length..].Replace('/', '.'), l.Text, l.Start)),
        ])
        {
            Package = leaves.Find(l => l.Path is "project/artifactId").Text,
            Computed = own.Text?.Contains('$', StringComparison.Ordinal) is true ? own.Text : null,
        };
    }
}
