namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// One walk over the documents of one file for versions that stand beside their image's name. A version with an anchor
/// is a place only if it is this image's wherever it is used.
/// </summary>
internal sealed class NamedVersionSearch(
    Findings findings, Func<SourceNode.Mapping, string?, NamedVersion?> read)
{
    /// <summary>Keys that may stand twice in broken YAML, so that nobody can tell which one counts.</summary>
    private static readonly string[] Keys =
        ["repository", "registry", "image", "name", "newName", "tag", "newTag", "digest", "sha"];

    private readonly List<(SourceNode.Mapping Mapping, NamedVersion Version)> ours = [];
    private readonly HashSet<SourceNode> usedByOurs = [];
    private readonly HashSet<SourceNode> usedByOthers = [];
    private readonly Dictionary<SourceNode, List<SourceNode>> aliases = [];
    private readonly HashSet<SourceNode> held = [];

    public void Run()
    {
        foreach (var root in findings.ReadDocuments())
        {
            Visit(root, key: null);
        }

        // Several mappings may take in the same version; it is one place.
        var judged = new HashSet<SourceNode>();
        foreach (var (mapping, version) in ours)
        {
            if ((version.Tag ?? version.Digest)?.Meant is SourceNode.Scalar scalar && judged.Add(scalar))
            {
                Judge(mapping, version);
            }
        }
    }

    private void Visit(SourceNode node, string? key)
    {
        if (node is SourceNode.Sequence sequence)
        {
            sequence.Items.ForEach(item => Visit(item, key));
        }
        else if (node is SourceNode.Mapping mapping)
        {
            VisitMapping(mapping, key);
            foreach (var (entryKey, value) in mapping.Entries)
            {
                Visit(value, (entryKey as SourceNode.Scalar)?.Value);
            }
        }
        else if (node is SourceNode.Alias { Target: SourceNode.Scalar target })
        {
            if (!aliases.TryGetValue(target, out var uses))
            {
                aliases[target] = uses = [];
            }

            uses.Add(node);
        }
        else if (key is ['x', '-', ..] or ['.' or '_', ..])
        {
            held.Add(node);
        }
    }

    private void VisitMapping(SourceNode.Mapping mapping, string? key)
    {
        if (read(mapping, key) is not { } version)
        {
            return;
        }

        var isOurs = findings.IsOurs(version.Name);
        foreach (var used in new[] { version.Tag, version.Digest }.OfType<SourceNode>())
        {
            (isOurs ? usedByOurs : usedByOthers).Add(used);
        }

        if (isOurs)
        {
            ours.Add((mapping, version));
        }
        else if (Findings.IsVariable(version.Name) && findings.IsMentionedIn(version.Name))
        {
            findings.AddUnclear(mapping.Line, $"'{version.Name}' has a variable in the image's name");
        }
        else if (version.MayHaveRegistryElsewhere && findings.IsOursElsewhere(version.Name))
        {
            findings.AddUnclear(mapping.Line, $"no registry stands beside '{version.Name}'");
        }
    }

    private void Judge(SourceNode.Mapping mapping, NamedVersion version)
    {
        var line = (version.Tag ?? version.Digest)!.Line;
        if (Keys.FirstOrDefault(k => mapping.ValuesOf(k).Skip(1).Any()) is { } twice)
        {
            findings.AddUnclear(line, $"'{twice}' stands there twice");
        }
        else if (new[] { version.Tag, version.Digest }.FirstOrDefault(IsSharedWithOthers) is { } shared)
        {
            findings.AddUnclear(line, $"the version of line {shared.Meant!.Line} has an anchor and other uses");
        }
        else
        {
            findings.AddVersion(version.Name, (SourceNode.Scalar?)version.Tag?.Meant, (SourceNode.Scalar?)version.Digest?.Meant);
        }
    }

    private bool IsSharedWithOthers(SourceNode? node)
    {
        if (node?.Meant is not { } origin)
        {
            return false;
        }

        var uses = aliases.GetValueOrDefault(origin, []);
        return usedByOthers.Contains(origin) || uses.Exists(usedByOthers.Contains) ||
            !uses.TrueForAll(usedByOurs.Contains) || !(usedByOurs.Contains(origin) || held.Contains(origin));
    }
}
