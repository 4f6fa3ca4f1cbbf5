using HecateDaemon.Lifecycle.Strategies;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Git;

/// <summary>Compares the trees of two commits; folders that are the same are not entered.</summary>
internal sealed class GitChangedPaths(GitRepositories repositories) : IListChangedPaths
{
    private const int MaxPaths = 20_000;

    public Task<IReadOnlyList<string>> BetweenAsync(string repository, CommitId earlier, CommitId later, CancellationToken ct) =>
        repositories.UseAsync<IReadOnlyList<string>>(repository, (session, token) =>
        {
            var changed = new List<string>();
            Compare(session, GitId.Of(session.Commit(earlier).Tree), GitId.Of(session.Commit(later).Tree), "", changed, token);
            changed.Sort(StringComparer.Ordinal);
            return changed;
        }, ct);

    private static void Compare(GitSession session, GitId? earlier, GitId? later, string above, List<string> changed, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var before = EntriesOf(session, earlier);
        var after = EntriesOf(session, later);
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            var (old, now) = (before.GetValueOrDefault(name), after.GetValueOrDefault(name));
            if (old?.Id == now?.Id && old?.Kind == now?.Kind)
            {
                continue;
            }

            if (old?.Kind is TreeBytes.Kind.Folder || now?.Kind is TreeBytes.Kind.Folder)
            {
                Compare(session, FolderOf(old), FolderOf(now), $"{above}{name}/", changed, ct);
            }

            if (old is not (null or { Kind: TreeBytes.Kind.Folder }) || now is not (null or { Kind: TreeBytes.Kind.Folder }))
            {
                changed.Add(above + name);
            }

            if (changed.Count > MaxPaths)
            {
                throw GitFailure.NeedsPerson($"More than {MaxPaths} files of {session.Remote} changed between the two releases.");
            }
        }
    }

    private static GitId? FolderOf(TreeBytes.Entry? entry) => entry is { Kind: TreeBytes.Kind.Folder, Id: var id } ? id : null;

    private static Dictionary<string, TreeBytes.Entry> EntriesOf(GitSession session, GitId? tree) => tree is { } id
        ? TreeBytes.Read(session.Objects, id).Entries.DistinctBy(e => e.Name, StringComparer.Ordinal).ToDictionary(e => e.Name, StringComparer.Ordinal)
        : [];
}
