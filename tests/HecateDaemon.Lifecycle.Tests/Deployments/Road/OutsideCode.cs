using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Tests.Releases;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>A code repository: a commit for each tag, with a CHANGELOG that has its entry.</summary>
internal static class OutsideCode
{
    public static ICodeHistory Of(IEnumerable<KeyValuePair<string, string>> tags, Func<string, string> notes)
    {
        var history = new SampleHistory();
        foreach (var (tag, commit) in tags.OrderBy(t => t.Value, StringComparer.Ordinal))
        {
            var log = $"# Changelog\n\n## [{tag[1..]}] - 2026-03-01\n- Better.\n{notes(tag[1..])}";
            history.Commit("feat: Better", ("CHANGELOG.md", log)).As(CommitId.Parse(commit)).Tag(tag);
        }

        return history;
    }
}
