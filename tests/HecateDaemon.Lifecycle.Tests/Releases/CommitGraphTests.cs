using CsCheck;
using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.Tests.Releases;

public sealed class CommitGraphTests
{
    /// <summary>Numbers of parents, each below its own commit's.</summary>
    private static readonly Gen<SampleHistory> Histories = Gen.Int[0, 1000].Array[2].Array[1, 40].Select(parents =>
    {
        var history = new SampleHistory();
        for (var i = 0; i < parents.Length; i++)
        {
            var at = i;
            history.CommitOn(i is 0 ? [] : [.. parents[i].Select(p => p % at).Distinct()], $"feat: {i}");
        }

        return history;
    });

    [Fact]
    public void A_range_is_what_one_commit_reaches_and_the_other_does_not() =>
        Gen.Select(Histories, Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((history, a, b) =>
        {
            var graph = history.Graph;
            var (since, commit) = (a % graph.Count, b % graph.Count);
            graph.Range(since, commit).Order().ShouldBe(Reachable(graph, commit).Except(Reachable(graph, since)).Order());
        });

    [Fact]
    public void An_ancestor_is_reached() =>
        Gen.Select(Histories, Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((history, a, b) =>
        {
            var graph = history.Graph;
            var (ancestor, commit) = (a % graph.Count, b % graph.Count);
            graph.IsAncestor(ancestor, commit).ShouldBe(Reachable(graph, commit).Contains(ancestor));
        });

    private static HashSet<int> Reachable(CommitGraph graph, int commit)
    {
        var seen = new HashSet<int> { commit };
        for (var at = commit; at >= 0; at--)
        {
            if (seen.Contains(at))
            {
                seen.UnionWith(graph[at].Parents);
            }
        }

        return seen;
    }
}
