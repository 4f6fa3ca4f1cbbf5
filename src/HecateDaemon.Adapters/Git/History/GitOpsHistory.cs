using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>Looks back along the commits of a GitOps repository for what they did to an image's version.</summary>
internal sealed class GitOpsHistory(GitRepositories repositories, ManifestEditor editor, PassedOver passedOver) : IReadGitOpsHistory
{
    /// <summary>How far back is looked: more than a year of many bumps a day.</summary>
    private const int MostCommits = 5_000;

    private const string OurMark = "Hecate-Deployment: ";

    public Task<IReadOnlyList<GitOpsChange>> ChangesAsync(GitOpsPart part, CommitId after, CommitId upTo, ImageName image, CancellationToken ct) =>
        repositories.UseAsync<IReadOnlyList<GitOpsChange>>(part.Repository, (session, token) =>
        {
            var places = new Places(session, editor, passedOver, part.Path, image, token);
            return
            [
                .. Walk(session, session.Commit(upTo), session.Commit(after))
                    .Where(c => c.Parents.Count() is 1 && !BumpMessage.HasTrailer(c, OurMark))
                    .SelectMany(c => Changes(c, places.Of(c.Parents.First()), places.Of(c))),
            ];
        }, ct);

    public Task<GitOpsCommit?> FindAsync(GitOpsPart part, CommitId upTo, ImageName image, string version, CancellationToken ct) =>
        repositories.UseAsync(part.Repository, (session, token) =>
        {
            var places = new Places(session, editor, passedOver, part.Path, image, token);
            return Walk(session, session.Commit(upTo), without: null)
                .Where(c => places.Of(c).Any(p => p.Tag?.Text == version || p.Digest?.Text == version))
                .Select(Told)
                .FirstOrDefault();
        }, ct);

    private static IEnumerable<Commit> Walk(GitSession session, Commit from, Commit? without) => session.Repository.Commits
        .QueryBy(new CommitFilter { IncludeReachableFrom = from, ExcludeReachableFrom = without, SortBy = CommitSortStrategies.Topological | CommitSortStrategies.Time })
        .Take(MostCommits);

    /// <summary>Place by place where a file has as many as before; otherwise whatever version is new in it.</summary>
    private static IEnumerable<GitOpsChange> Changes(Commit commit, IReadOnlyList<ImagePlace> before, IReadOnlyList<ImagePlace> after)
    {
        foreach (var file in after.GroupBy(p => p.File, StringComparer.Ordinal))
        {
            var (now, then) = (file.ToList(), before.Where(p => p.File == file.Key).Select(VersionOf).ToList());
            for (var i = 0; i < now.Count; i++)
            {
                var (version, old) = (VersionOf(now[i]), now.Count == then.Count ? then[i] : null);
                if (version != old && (old is not null || !then.Contains(version, StringComparer.Ordinal)))
                {
                    yield return new(Told(commit), file.Key, now[i].Line, old, version);
                }
            }
        }
    }

    private static string VersionOf(ImagePlace place) =>
        string.Join('@', new[] { place.Tag?.Text, place.Digest?.Text }.Where(t => t is not null));

    private static GitOpsCommit Told(Commit commit) =>
        new(CommitId.Parse(commit.Sha), GitFailure.Clean(commit.Author.Name), commit.Author.When, GitFailure.Clean(commit.MessageShort));

    /// <summary>Where an image's versions stand in commits: each content is read once, however many commits have it.</summary>
    private sealed class Places(GitSession session, ManifestEditor editor, PassedOver passedOver, string path, ImageName image, CancellationToken ct)
    {
        private readonly GitFiles files = new(session.Objects, ct);
        private readonly Dictionary<(string Path, GitId Content), IReadOnlyList<ImagePlace>> known = [];
        private readonly Dictionary<GitId, IReadOnlyList<ImagePlace>> byTree = [];

        public IReadOnlyList<ImagePlace> Of(Commit commit)
        {
            var tree = GitId.Of(commit.Tree);
            if (!byTree.TryGetValue(tree, out var places))
            {
                byTree[tree] = places = [.. (files.Mentioning(commit, path, new(session.Repository.Info.Path, image, passedOver)) ?? []).SelectMany(In)];
            }

            return places;
        }

        private IReadOnlyList<ImagePlace> In(GitFile file)
        {
            if (!known.TryGetValue((file.Path, file.Id), out var places))
            {
                known[(file.Path, file.Id)] = places = editor.Find(file.Path, files.Read(file), image).Places;
            }

            return places;
        }
    }
}
