using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>A branch's head with edits that are not committed yet. Only what lies on the way to them is written.</summary>
internal sealed class Draft(GitSession session, Commit head, CancellationToken ct)
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> contents = new(StringComparer.Ordinal);
    private readonly HashSet<(string Path, ImageName Image)> taken = [];

    public Commit Head => head;

    public GitFiles Files { get; } = new(session.Objects, ct);

    /// <summary>Another commit of the same repository, without edits.</summary>
    public Draft At(Commit other) => new(session, other, ct);

    public ReadOnlyMemory<byte> Read(GitFile file) => contents.TryGetValue(file.Path, out var edited) ? edited : Files.Read(file);

    public IEnumerable<(GitFile File, ReadOnlyMemory<byte> Content)> Read(IEnumerable<GitFile> files) => Files.Read(files)
        .Select(f => (f.File, contents.TryGetValue(f.File.Path, out var edited) ? edited : f.Content));

    /// <summary>False, and nothing is added, if the same image was edited in one of the files already: its turn comes after the commit.</summary>
    public bool TryAdd(ImageName image, IReadOnlyList<FileEdit> edits)
    {
        if (edits.Any(e => taken.Contains((e.File.Path, image))))
        {
            return false;
        }

        foreach (var (file, edited) in edits.Where(e => e.Edited.IsChanged))
        {
            contents[file.Path] = edited.Content;
            taken.Add((file.Path, image));
        }

        return true;
    }

    public Tree Write()
    {
        var blobs = contents.Select(c => (Names: c.Key.Split('/'), Id: Blob(c.Value)));
        return session.Repository.Lookup<Tree>(new ObjectId(Write(GitId.Of(head.Tree), [.. blobs], depth: 0).ToBytes()));
    }

    private GitId Write(GitId folder, IReadOnlyList<(string[] Names, GitId Id)> files, int depth)
    {
        var tree = TreeBytes.Read(session.Objects, folder);
        var changes = files.GroupBy(f => f.Names[depth], StringComparer.Ordinal).Select(below =>
        {
            var entry = tree.Find(below.Key)!;
            var isFile = below.First().Names.Length == depth + 1;
            return (entry, isFile ? below.First().Id : Write(entry.Id, [.. below], depth + 1));
        });
        return GitId.Of(session.Repository.ObjectDatabase.Write<Tree>(tree.With(changes)).RawId);
    }

    private GitId Blob(ReadOnlyMemory<byte> content) =>
        GitId.Of(session.Repository.ObjectDatabase.Write<Blob>(content.ToArray()).RawId);
}

/// <summary>A file, and what an edit of it comes to.</summary>
internal sealed record FileEdit(GitFile File, EditedManifest Edited);
