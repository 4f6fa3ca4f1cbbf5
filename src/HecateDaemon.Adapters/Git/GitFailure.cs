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

    private static readonly (string Said, string Advice)[] FromPrograms =
    [
        ("Host key verification failed", "the server's host key is not the one in known_hosts, or not in it: compare it, and put it there"),
        ("UNPROTECTED PRIVATE KEY FILE", "others may read the ssh key's file, so ssh does not use it: chmod 600"),
        ("Load key", "the ssh key's file cannot be read as a key without passphrase"),
        ("not accessible: No such file", "the ssh key's file is not there"),
        ("Permission denied", "the server does not take the ssh key that is configured for it, or the account's own"),
        ("Authentication failed", "the server wants other credentials"),
        ("could not read Username", "the server wants other credentials"),
        ("returned error: 401", "the server wants other credentials"),
        ("returned error: 403", "the server forbids it"),
        ("returned error: 404", "there is no git repository, or this daemon may not see it"),
        ("returned error: 30", "it redirects to another address, and credentials are not taken along: configure that one"),
        ("certificate", "the server's certificate is not trusted here"),
        ("does not appear to be a git repository", "there is no git repository, or this daemon may not see it"),
        ("repository not found", "there is no git repository, or this daemon may not see it"),
        ("' not found", "there is no git repository, or this daemon may not see it"),
        ("does not support push options", "the server takes no push options"),
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

    /// <summary>What <c>git</c>, and the <c>ssh</c> that it runs, complained of.</summary>
    public static OutsideWorldException From(ProgramEnd end, GitRemote remote)
    {
        var known = Array.Find(FromPrograms, n => end.Errors.Contains(n.Said, StringComparison.OrdinalIgnoreCase));
        return known.Said is null
            ? new OutsideWorldException($"Git failed at {remote}: {end.LastWords}.")
            : NeedsPerson($"Git failed at {remote}: {known.Advice}.");
    }

    public static OutsideWorldException TooLarge(GitRemote remote, long maxBytes, Exception? inner = null) =>
        NeedsPerson($"The repository {remote} is larger than {maxBytes >> 20} MiB.", inner);

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
