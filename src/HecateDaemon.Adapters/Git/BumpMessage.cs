using HecateDaemon.Lifecycle.Manifests;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>What a bump's commit says, and how the commit is known again by its mark: its first trailer.</summary>
internal static class BumpMessage
{
    public static string For(BumpIntention intention) =>
        $"{OneLine(intention.Subject)}\n\n{string.Concat(intention.Trailers.Select(t => Line(t) + "\n"))}";

    /// <summary>The mark counts only where trailers stand: in the last paragraph.</summary>
    public static bool IsMarked(Commit commit, BumpIntention intention)
    {
        var message = commit.Message.TrimEnd('\n');
        var paragraph = message.LastIndexOf("\n\n", StringComparison.Ordinal);
        return paragraph >= 0 &&
            message[(paragraph + 2)..].Split('\n').Contains(Line(intention.Trailers[0]), StringComparer.Ordinal);
    }

    private static string Line(KeyValuePair<string, string> trailer) =>
        $"{OneLine(trailer.Key)}: {OneLine(trailer.Value)}";

    /// <summary>A line break in a value would begin a trailer, or a paragraph, that nobody intended.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
