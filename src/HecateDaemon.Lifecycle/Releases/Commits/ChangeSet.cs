using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>One commit of a release.</summary>
public sealed record Change(CommitId Id, ConventionalCommit Message);

/// <summary>
/// The commits of a release, newest first: those that follow the convention and those that do not. Merges, release
/// commits and dependency robots' commits say nothing about a convention; what was taken back again did not happen.
/// </summary>
public sealed partial record ChangeSet(IReadOnlyList<Change> Read, IReadOnlyList<Change> Unread)
{
    /// <summary>With fewer than these readable, a history does not follow the convention.</summary>
    private const double Following = 0.8;

    public int Count => Read.Count + Unread.Count;

    public double Share => Count is 0 ? 1 : (double)Read.Count / Count;

    public bool FollowsConvention => Share >= Following;

    public IEnumerable<Change> Breaking => Read.Concat(Unread).Where(c => c.Message.Breaking is not null);

    /// <summary>The newest <c>Release-As</c>.</summary>
    public VersionNumber? ReleaseAs => Read.Concat(Unread).Select(c => c.Message.ReleaseAs).FirstOrDefault(v => v is not null);

    /// <summary>What the commits that could be read ask for.</summary>
    public Jump Needed => Breaking.Any() ? Jump.Major
        : Read.Any(c => c.Message.IsFeature) ? Jump.Minor
        : Count > 0 ? Jump.Patch
        : Jump.None;

    public static ChangeSet Of(IEnumerable<int> commits, Func<int, HistoryCommit> find, Func<int, ConventionalCommit> parse)
    {
        var own = commits.Where(c => !find(c).IsMerge).Select(c => new Change(find(c).Id, Plain(parse(c)))).ToList();
        var undone = Undone(own);
        own.RemoveAll(c => undone.Contains(c.Id) || (c.Message.Type is null && Housekeeping().IsMatch(c.Message.Subject)));
        return new(own.FindAll(c => c.Message.Type is not null), own.FindAll(c => c.Message.Type is null));
    }

    /// <summary>Pairs of a commit and the one that takes it back, both in the range.</summary>
    private static HashSet<CommitId> Undone(List<Change> changes)
    {
        var undone = new HashSet<CommitId>();
        foreach (var revert in changes.Where(c => c.Message.Reverted is not null && !undone.Contains(c.Id)))
        {
            var what = revert.Message.Reverted!;
            var target = changes.Find(c => c != revert && !undone.Contains(c.Id) &&
                (c.Id.ToString().StartsWith(what, StringComparison.Ordinal) || c.Message.Subject == what));
            if (target is not null)
            {
                undone.Add(revert.Id);
                undone.Add(target.Id);
            }
        }

        return undone;
    }

    /// <summary>A feature that is nothing but a version number is the release itself.</summary>
    private static ConventionalCommit Plain(ConventionalCommit message) =>
        message.IsFeature && OnlyVersion().IsMatch(message.Description) ? message with { Type = "release" } : message;

    [GeneratedRegex(@"\A(:[a-z_]{1,30}:|[^\w\s]|\s|release|releasing|version|bump|publish|chart|to)*\bv?[0-9]+\.[0-9]+\.[0-9]+[0-9A-Za-z.+-]*\W*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OnlyVersion();

    [GeneratedRegex(@"\A(\[maven-release-plugin\]|v?[0-9]+\.[0-9]+[0-9A-Za-z.+-]*\s*\z|(release|releasing|version|tag|prepar\w+|bump(ing)?|cut|publish|changelog|update changelog|set|start)\b.{0,40}\bv?[0-9]+\.[0-9]+|bump version|version bump|bumps? \S+ from \S+ to|update dependency |update \S+ (action|docker tag|requirement)|\[pre-commit\.ci\]|merge (pull request|branch|tag|remote)|initial commit\b)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Housekeeping();
}
