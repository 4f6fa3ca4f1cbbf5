using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>Says in one sentence what git could not do, and whether trying again can help.</summary>
internal static class GitFailure
{
    private const int MaxLength = 300;

    private static readonly (string Said, string Advice)[] NeedingPerson =
    [
        ("status code: 404", "is there such a repository, and may this daemon see it?"),
        ("status code: 401", "the server wants other credentials"),
        ("status code: 403", "the server forbids it"),
        ("authentication", "the server wants other credentials"),
        ("certificate", "the server's certificate is not trusted here"),
        ("not owned by current user", "give it to the daemon's user, or name it in git's safe.directory"),
    ];

    public static OutsideWorldException From(LibGit2SharpException e, GitRemote remote)
    {
        if (e is RepositoryNotFoundException)
        {
            return NeedsPerson($"There is no git repository at {remote}.", e);
        }

        var said = Clean(e.Message);
        var known = Array.Find(NeedingPerson, n => said.Contains(n.Said, StringComparison.OrdinalIgnoreCase));
        return known.Said is null
            ? new OutsideWorldException($"Git failed at {remote}: {said}.", e)
            : NeedsPerson($"Git failed at {remote}: {said}; {known.Advice}.", e);
    }

    public static OutsideWorldException NeedsPerson(string message, Exception? inner = null) =>
        new(message, inner) { NeedsPerson = true };

    /// <summary>Text from a server, fit for a line of a message.</summary>
    public static string Clean(string said)
    {
        var printable = said.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        var line = string.Concat(printable).Trim().TrimEnd('.', ':', ' ');
        return line.Length > MaxLength ? line[..MaxLength] + "…" : line;
    }
}
