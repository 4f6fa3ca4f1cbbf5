using HecateDaemon.Adapters.Git;
using HecateDaemon.Lifecycle.AntiPatterns;

namespace HecateDaemon.Subcommands;

/// <summary>Something to look at, and how its files are called in reports.</summary>
internal sealed record LintTarget(ILintedTree Tree, string Prefix, string UriPrefix, IReadOnlyList<string> Closed) : IDisposable
{
    /// <summary>A path if there is such a one, and if not, a repository and a revision of it.</summary>
    public static LintTarget Open(string text, CancellationToken ct)
    {
        if (IsBareRepository(text))
        {
            return OfRevision(text, "HEAD", ct);
        }

        if (Path.Exists(text))
        {
            var folder = new LintFolder(text);
            var plain = text.Replace('\\', '/');
            var prefix = File.Exists(text) ? plain[..(plain.LastIndexOf('/') + 1)]
                : plain is "." or "./" ? ""
                : plain.TrimEnd('/') + "/";
            return new(folder, prefix, (prefix.StartsWith('/') ? "file://" : "") + prefix, folder.Closed);
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        while (at > 0 && !Directory.Exists(text[..at]))
        {
            at = text.IndexOf('@', at + 1);
        }

        return at > 0 && at + 1 < text.Length
            ? OfRevision(text[..at], text[(at + 1)..], ct)
            : throw CannotStartException.BadUsage($"there is no path and no repository '{text}': {LintArguments.Help}");
    }

    public void Dispose() => (Tree as IDisposable)?.Dispose();

    private static LintTarget OfRevision(string repository, string revision, CancellationToken ct) =>
        new(GitTree.Open(repository, revision, ct), $"{revision}:", "", []);

    private static bool IsBareRepository(string path) =>
        File.Exists(Path.Combine(path, "HEAD")) && Directory.Exists(Path.Combine(path, "objects")) &&
        Directory.Exists(Path.Combine(path, "refs"));
}
