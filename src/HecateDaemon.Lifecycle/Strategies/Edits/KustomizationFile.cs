using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>A kustomization as strategies need it: what it takes in, and what it does to images.</summary>
internal sealed class KustomizationFile(string file, SourceNode.Mapping root)
{
    private static readonly string[] TakingIn = ["resources", "bases", "components"];

    public string File => file;

    public string Folder => file.LastIndexOf('/') is >= 0 and var slash ? file[..slash] : "";

    /// <summary>Files and folders, from the root of the repository; what lies elsewhere is left as it is written.</summary>
    public IEnumerable<string> Resources => TakingIn.SelectMany(Items).OfType<SourceNode.Scalar>().Select(s => Resolve(s.Value) ?? s.Value);

    public IReadOnlyList<ImagesEntry> Images => [.. Items("images").OfType<SourceNode.Mapping>().Select(ImagesEntry.Of).OfType<ImagesEntry>()];

    private IEnumerable<SourceNode?> Items(string key) =>
        root.Seen(key)?.Meant is SourceNode.Sequence list ? list.Items.Select(i => i.Meant) : [];

    /// <summary>Null for what leads out of the repository.</summary>
    private string? Resolve(string resource)
    {
        var names = new List<string>(Folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var name in resource.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name is ".." && names is [])
            {
                return null;
            }

            if (name is "..")
            {
                names.RemoveAt(names.Count - 1);
            }
            else if (name is not ".")
            {
                names.Add(name);
            }
        }

        return string.Join('/', names);
    }
}

/// <summary>One entry of <c>images</c>: the name that manifests have, and the one that they get in its stead.</summary>
internal sealed record ImagesEntry(SourceNode.Mapping Node, string Name, string? NewName)
{
    public static ImagesEntry? Of(SourceNode.Mapping node) =>
        node.TextOf("name") is { } name ? new(node, name, node.TextOf("newName")) : null;

    /// <summary>True where the place's version is written in this entry itself.</summary>
    public bool Holds(ImagePlace place) => Node.Entries.Exists(e =>
        e.Value is SourceNode.Scalar version && (place.Tag ?? place.Digest)!.Start is var start && version.Start <= start && start < version.End);
}
