using HecateDaemon.Lifecycle.Manifests;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>What a bump's commit says, and how the commit is known again by its mark, the first trailer.</summary>
internal static class BumpMessage
{
    /// <summary>The subject of the one, or all subjects; then the trailers of each, in order.</summary>
    public static string For(IReadOnlyList<BumpIntention> together)
    {
        var subject = OneLine(together[0].Subject);
        var others = together.Count - 1;
        var all = string.Concat(together.Select(i => $"- {OneLine(i.Subject)}\n"));
        var trailers = string.Concat(together.SelectMany(i => i.Trailers).Select(t => Line(t) + "\n"));
        return others is 0 ? $"{subject}\n\n{trailers}" : $"{subject} (and {others} more)\n\n{all}\n{trailers}";
    }

    public static string MarkOf(BumpIntention intention) => Line(intention.Trailers[0]);

    /// <summary>The mark counts only where trailers stand: in the last paragraph.</summary>
    public static bool IsMarked(Commit commit, string mark) => Trailers(commit).Contains(mark, StringComparer.Ordinal);

    /// <summary>The marks that a commit carries, of whichever bumps.</summary>
    public static IEnumerable<string> MarksOf(Commit commit, BumpIntention like) =>
        Trailers(commit).Where(t => t.StartsWith(OneLine(like.Trailers[0].Key) + ": ", StringComparison.Ordinal));

    /// <summary>True if a trailer begins with that name, its colon and blank included.</summary>
    public static bool HasTrailer(Commit commit, string name) => Array.Exists(Trailers(commit), t => t.StartsWith(name, StringComparison.Ordinal));

    private static string[] Trailers(Commit commit)
    {
        var message = commit.Message.TrimEnd('\n');
        var paragraph = message.LastIndexOf("\n\n", StringComparison.Ordinal);
        return paragraph < 0 ? [] : message[(paragraph + 2)..].Split('\n');
    }

    private static string Line(KeyValuePair<string, string> trailer) =>
        $"{OneLine(trailer.Key)}: {OneLine(trailer.Value)}";

    /// <summary>A line break in a value would begin a trailer, or a paragraph, that nobody intended.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
