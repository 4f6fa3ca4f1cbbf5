namespace HecateDaemon.Lifecycle.Releases;

/// <summary>MSBuild's projects and the files that they import.</summary>
internal sealed class ProjectXml : IVersionFormat
{
    private static readonly string[] Extensions = [".csproj", ".fsproj", ".vbproj"];

    private static readonly string[] Shared =
        ["Directory.Build.props", "Directory.Build.targets", "Common.props", "Directory.Version.props", "Version.props", "Versions.props"];

    public bool IsFor(string path) =>
        Array.Exists(Extensions, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase)) || Array.Exists(Shared, n => FilePath.IsNamed(path, n));

    public VersionReading Read(string text)
    {
        if (XmlText.Leaves(text) is not { } leaves)
        {
            return VersionReading.Failed("it is not XML");
        }

        var stated = leaves.FindAll(l => l.Path is
            "Project/PropertyGroup/Version" or "Project/PropertyGroup/VersionPrefix" or "Project/PropertyGroup/PackageVersion");
        return new([.. stated.Where(l => !l.Text.Contains('$', StringComparison.Ordinal) && l.Text is not "").Select(l => new VersionPlace(Name(l), l.Text, l.Start))])
        {
            Package = leaves.Find(l => l.Path is "Project/PropertyGroup/PackageId" or "Project/PropertyGroup/AssemblyName").Text,
            Computed = stated.Find(l => l.Text.Contains('$', StringComparison.Ordinal)).Text,
        };
    }

    private static string Name(XmlLeaf leaf) => leaf.Path["Project/PropertyGroup/".Length..];
}
