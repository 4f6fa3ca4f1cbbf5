using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>The services of a Compose file: a container each, pulled or built.</summary>
internal static class ComposeFile
{
    /// <summary>Words in a file's name by which it is for those who write the software, not for an environment.</summary>
    private static readonly string[] ForDevelopers =
        ["dev", "devel", "develop", "development", "local", "test", "tests", "testing", "ci", "override", "debug", "e2e", "build"];

    public static bool IsOne(string name, SourceNode.Mapping root) =>
        KubernetesObject.Of(root) is null && Services(root).Any() &&
        (name.Contains("compose", StringComparison.OrdinalIgnoreCase) ||
            Services(root).Any(s => s.Service.Seen("image")?.Meant is SourceNode.Scalar || s.Service.Seen("build") is not null));

    public static void Read(SourceNode.Mapping root, LintedFile file, ImageReader images)
    {
        var isForDevelopers = file.Name.ToLowerInvariant().Split('.', '-', '_').Any(ForDevelopers.Contains);
        foreach (var (name, service) in Services(root))
        {
            var build = service.Entries.Find(e => e.Key is SourceNode.Scalar { Value: "build" }).Key;
            var image = service.Seen("image")?.Meant as SourceNode.Scalar;
            if (build is not null && !isForDevelopers)
            {
                file.Builds.Add(new(build.Line, build.Column, $"the service '{name}' is built where it runs"));
            }

            if (build is not null && image is not null)
            {
                // It is only what the built one will be called.
                images.PassOver(image);
            }
            else if (image is { Value: not "" })
            {
                images.ReadImage(image, ImageHome.Container, isPinned: false, owner: null, name);
            }
        }
    }

    private static IEnumerable<(string Name, SourceNode.Mapping Service)> Services(SourceNode.Mapping root) =>
        from entry in (root.Seen("services")?.Meant as SourceNode.Mapping)?.Entries ?? []
        where entry.Value.Meant is SourceNode.Mapping
        select ((entry.Key as SourceNode.Scalar)?.Value ?? "", (SourceNode.Mapping)entry.Value.Meant!);
}
