namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Finds the folder of a monorepo's component, and the commits that touch it.</summary>
internal sealed class ComponentFolders(ICodeHistory history, VersionFileReader files)
{
    private readonly Dictionary<(int Commit, string Folder), string?> contents = [];

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

        var all = files.At(commit);
        return all.Where(f => f.Reading.Package == component).Select(f => FilePath.Folder(f.Path)).Where(f => !ForeignFolders.Contains(f + "/")).MinBy(f => f.Length)
            ?? all.Select(f => Named(f.Path, component)).OfType<string>().MinBy(f => f.Length)
            ?? (history.FolderAt(commit, component) is null ? null : component);
    }

    /// <summary>True if the folder is not as it is at the commit's first parent.</summary>
    public bool IsTouched(int commit, string folder)
    {
        var parents = history.Graph[commit].Parents;
        return Content(commit, folder) is var now && !parents.Any(p => Content(p, folder) == now) && (now is not null || parents is not []);
    }

    private string? Content(int commit, string folder)
    {
        if (!contents.TryGetValue((commit, folder), out var content))
        {
            contents[(commit, folder)] = content = history.FolderAt(commit, folder);
        }

        return content;
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
