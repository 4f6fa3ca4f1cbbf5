namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Commits numbered so that parents come before their children.</summary>
public sealed class CommitGraph(IReadOnlyList<HistoryCommit> commits)
{
    public int Count => commits.Count;

    public HistoryCommit this[int commit] => commits[commit];

    /// <summary>The commit and its first parents, newest first, as far as the clone has them.</summary>
    public IEnumerable<int> FirstParents(int commit)
    {
        yield return commit;
        while (commits[commit] is { IsCut: false, Parents: [var first, ..] })
        {
            yield return commit = first;
        }
    }

    /// <summary>What is new at a commit since another, as <c>git log since..commit</c> has it: newest first.</summary>
    public IReadOnlyList<int> Range(int? since, int commit)
    {
        // Children are always taken before their parents, so a commit's side is known when its turn comes.
        var isOld = new Dictionary<int, bool> { [commit] = false };
        var queue = new PriorityQueue<int, int>([(commit, -commit)]);
        var news = 1;
        if (since is { } old)
        {
            news -= old == commit ? 1 : 0;
            isOld[old] = true;
            queue.Enqueue(old, -old);
        }

        var range = new List<int>();
        while (news > 0 && queue.TryDequeue(out var at, out _))
        {
            var isBehind = isOld[at];
            if (!isBehind)
            {
                news--;
                range.Add(at);
            }

            foreach (var parent in commits[at].Parents)
            {
                if (!isOld.TryGetValue(parent, out var known))
                {
                    isOld[parent] = isBehind;
                    queue.Enqueue(parent, -parent);
                    news += isBehind ? 0 : 1;
                }
                else if (isBehind && !known)
                {
                    isOld[parent] = true;
                    news--;
                }
            }
        }

        return range;
    }

    public bool IsAncestor(int ancestor, int commit)
    {
        var seen = new HashSet<int> { commit };
        var open = new Stack<int>([commit]);
        while (open.TryPop(out var at))
        {
            if (at == ancestor)
            {
                return true;
            }

            foreach (var parent in commits[at].Parents)
            {
                if (parent >= ancestor && seen.Add(parent))
                {
                    open.Push(parent);
                }
            }
        }

        return false;
    }

    /// <summary>Every commit that the commit reaches, itself included.</summary>
    public IReadOnlySet<int> Reachable(int commit)
    {
        var seen = new HashSet<int> { commit };
        var open = new Stack<int>([commit]);
        while (open.TryPop(out var at))
        {
            foreach (var parent in commits[at].Parents)
            {
                if (seen.Add(parent))
                {
                    open.Push(parent);
                }
            }
        }

        return seen;
    }
}
