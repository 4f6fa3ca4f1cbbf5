using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>Reads every commit that some tips reach, once, and numbers parents before children.</summary>
internal sealed class HistoryLoader(GitObjects objects, CancellationToken ct)
{
    private const int MaxCommits = 2_000_000;
    private const int MaxCommitBytes = 1 << 20;
    private const int NotFinished = -1;

    private readonly Dictionary<GitId, int> numbers = [];
    private readonly List<HistoryCommit> commits = [];
    private readonly List<GitId> trees = [];

    public CommitGraph Graph => new(commits);

    /// <summary>The tree of each commit, by its number.</summary>
    public IReadOnlyList<GitId> Trees => trees;

    /// <summary>The commit's number, after all that it reaches was read; null if it is no commit or not in this clone.</summary>
    public int? Load(GitId tip)
    {
        if (numbers.TryGetValue(tip, out var known))
        {
            return known;
        }

        if (Read(tip) is not { } first)
        {
            return null;
        }

        var path = new Stack<Unfinished>([first]);
        while (path.TryPeek(out var top))
        {
            if (top.Next < top.Parents.Count)
            {
                var parent = top.Parents[top.Next++];
                if (!numbers.ContainsKey(parent) && Read(parent) is { } unfinished)
                {
                    path.Push(unfinished);
                }

                continue;
            }

            Finish(path.Pop());
        }

        return numbers[tip];
    }

    private void Finish(Unfinished done)
    {
        // A parent that is still not finished can only be in a broken repository, where commits go in circles.
        int[] parents = [.. done.Parents.Select(p => numbers.GetValueOrDefault(p, NotFinished)).Where(p => p != NotFinished)];
        numbers[done.Id] = commits.Count;
        trees.Add(done.Tree);
        commits.Add(new(CommitId.Parse(done.Id.ToString()), parents, done.At, done.Message) { IsCut = parents.Length < done.Parents.Count });
    }

    private Unfinished? Read(GitId id)
    {
        ct.ThrowIfCancellationRequested();
        if (objects.TryRead(id, MaxCommitBytes) is not (ObjectType.Commit, var bytes) ||
            ObjectText.Headers(bytes, "tree") is not [var tree, ..] || ObjectText.Id(tree) is not { } treeId)
        {
            return null;
        }

        if (numbers.Count >= MaxCommits)
        {
            throw GitFailure.NeedsPerson($"The repository has more than {MaxCommits} commits; its history is not read.");
        }

        numbers[id] = NotFinished;
        return new(
            id, treeId, [.. ObjectText.Headers(bytes, "parent").Select(ObjectText.Id).OfType<GitId>()],
            ObjectText.Headers(bytes, "committer") is [var person, ..] ? ObjectText.Time(person) : default, ObjectText.Message(bytes));
    }

    private sealed record Unfinished(GitId Id, GitId Tree, IReadOnlyList<GitId> Parents, DateTimeOffset At, string Message)
    {
        public int Next { get; set; }
    }
}
