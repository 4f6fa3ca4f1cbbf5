namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Finds the folder of a monorepo's component, and the commits that touch it.</summary>
internal sealed class ComponentFolders(ICodeHistory history, VersionFileReader files, IReadOnlyList<ReleaseLine> lines)
{
    private readonly Dictionary<(int Commit, string Component), string?> known = [];
    private readonly string[] components = [.. lines.Select(l => l.Component).Where(c => c is not "").Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// The folder whose package has the component's name, or which itself has it; empty for the top, null if there is
    /// no such folder or no component.
    /// </summary>
    public string? Of(string component, int commit)
    {
        if (component is "")
        {
            return null;
        }

        if (!known.TryGetValue((commit, component), out var folder))
        {
            known[(commit, component)] = folder = Search(component, commit);
        }

        return folder;
    }

    /// <summary>The folders below this one whose components have releases of their own, and not in step with this release.</summary>
    public IReadOnlyList<string> OfOthers(string component, TaggedRelease? release, string? folder, int commit) => component is not "" && folder is null ? [] :
    [
        .. components.Where(c => c != component && !(release is not null && IsInStep(c, release))).Select(c => Of(c, commit)).OfType<string>()
            .Where(f => f is not "" && f != folder && (folder is null or "" || f.StartsWith(folder + "/", StringComparison.Ordinal))),
    ];

    /// <summary>True if the commit changes the component: something in its folder that is not another component's.</summary>
    public bool IsTouched(int commit, string? folder, IReadOnlyList<string> others) =>
        (folder is null or "" || history.Touches(commit, folder)) && (others is [] || history.TouchesMoreThan(commit, others));

    private bool IsInStep(string component, TaggedRelease release) =>
        lines.Any(l => l.Component == component && l.At(release.Commit)?.Version.IsSame(release.Version) is true);

    private string? Search(string component, int commit)
    {
        var all = files.At(commit);
        return all.Where(f => f.Reading.Package == component).Select(f => FilePath.Folder(f.Path)).Where(f => !ForeignFolders.Contains(f + "/")).MinBy(f => f.Length)
            ?? all.Select(f => Named(f.Path, component)).OfType<string>().MinBy(f => f.Length)
            ?? (history.FolderAt(commit, component) is null ? null : component);
    }

    private static string? Named(string path, string component)
    {
        var folder = FilePath.Folder(path);
        var last = component[(component.LastIndexOf('/') + 1)..];
        for (var at = folder; at is not ""; at = FilePath.Folder(at))
        {
            if (FilePath.Name(at).Equals(last, StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        return null;
    }
}
