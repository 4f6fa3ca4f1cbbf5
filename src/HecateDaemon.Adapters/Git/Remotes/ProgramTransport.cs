using System.Text;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>
/// What libgit2 cannot do: credentials that stay with the server they are for, ssh whose words are heard, and push options. No
/// hook, helper or setting of the clone takes part, and no secret is on a command line.
/// </summary>
internal sealed class ProgramTransport(
    GitRemote remote, GitLogin login, BoundedProgram programs, GitOptions options, CancellationToken ct) : ITransport
{
    /// <summary>Asks nothing of a terminal and gives a silent server up by itself.</summary>
    private const string BoundedSsh =
        "ssh -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=15 -o ServerAliveCountMax=2";

    private static readonly string[] Aside =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR",
        "GIT_NAMESPACE", "GIT_TRACE", "GIT_TRACE_CURL", "GIT_TRACE_PACKET", "GIT_CURL_VERBOSE", "GIT_ASKPASS", "SSH_ASKPASS", "GIT_SSH",
    ];

    private static readonly string[] OfTheClone =
        ["cannot lock ref", "unable to update local ref", ".lock': File exists", "bad object", "is corrupt", "unable to read"];

    public void Fetch(Repository clone, params string[] references)
    {
        var end = Run(clone, [
            "fetch", "--quiet", "--prune", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance",
            "--", remote.Address, .. references.Select(r => $"+{r}:{r}"),
        ]);
        if (references is [var only] && end.Errors.Contains("couldn't find remote ref", StringComparison.Ordinal))
        {
            clone.Refs.Remove(only);
        }
        else if (!end.Succeeded)
        {
            // A clone that a crash left with a lock, or a bad disk with a hole, is made anew.
            throw Array.Exists(OfTheClone, said => end.Errors.Contains(said, StringComparison.Ordinal))
                ? new LibGit2SharpException(end.LastWords)
                : GitFailure.From(end, remote);
        }
    }

    public PushResult Push(Repository clone, PushWish wish)
    {
        string[] lease = wish.Replaces ? [$"--force-with-lease={wish.Reference}:{wish.Seen?.Sha}"] : [];
        var end = Run(clone, [
            "push", "--porcelain", "--no-verify", "--no-recurse-submodules", .. lease,
            .. wish.Options.Select(o => $"--push-option={o}"), "--", remote.Address, $"{wish.Commit.Sha}:{wish.Reference}",
        ]);
        return end.Succeeded ? PushResult.Landed
            : end.Output.Split('\n').FirstOrDefault(l => l.StartsWith('!')) is { } rejected ? PushResult.Rejected(Why(rejected, end))
            : throw GitFailure.From(end, remote);
    }

    /// <summary><c>!	FROM:TO	[remote rejected] (hook declined)</c>, and what the server itself said.</summary>
    private static string Why(string rejected, ProgramEnd end)
    {
        var said = end.Errors.Split('\n').Where(l => l.StartsWith("remote: ", StringComparison.Ordinal)).Select(l => l["remote: ".Length..].Trim());
        return GitFailure.Clean(string.Join(' ', said.Prepend(rejected.Split('\t')[^1])));
    }

    private ProgramEnd Run(Repository clone, string[] arguments) => programs.Run(
        new ProgramCall("git", [
            "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "credential.helper=", "-c", "fetch.unpackLimit=1",
            "-c", "protocol.allow=never", "-c", $"protocol.{remote.Scheme}.allow=always", "-c", "http.followRedirects=false",
            "-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=30",
            .. arguments,
        ])
        {
            Folder = clone.Info.Path,
            Environment = EnvironmentOf(clone),
            Limit = options.WorkDeadline,
            Watch = () => BoundPacks(clone),
        },
        ct);

    private Dictionary<string, string?> EnvironmentOf(Repository clone)
    {
        var environment = Aside.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        environment["GIT_DIR"] = clone.Info.Path;
        environment["GIT_TERMINAL_PROMPT"] = "0";
        environment["LC_ALL"] = "C";
        if (login is GitLogin.SshKey key)
        {
            environment["GIT_SSH_COMMAND"] =
                $"{BoundedSsh} -o StrictHostKeyChecking=yes -o UserKnownHostsFile={Slashed(key.KnownHostsFile)} -o GlobalKnownHostsFile=/dev/null " +
                $"-o IdentitiesOnly=yes -o IdentityAgent=none -i {Slashed(key.KeyFile)}";
        }
        else if (Environment.GetEnvironmentVariable("GIT_SSH_COMMAND") is null or "")
        {
            environment["GIT_SSH_COMMAND"] = BoundedSsh;
        }

        if (Authorization() is { } header)
        {
            environment["GIT_CONFIG_COUNT"] = "1";
            environment["GIT_CONFIG_KEY_0"] = "http.extraHeader";
            environment["GIT_CONFIG_VALUE_0"] = $"Authorization: {header}";
        }

        return environment;
    }

    /// <summary>A shell reads it, also on Windows. That the path is plain was seen to when the configuration was read.</summary>
    private static string Slashed(string path) => path.Replace('\\', '/');

    private string? Authorization() => login switch
    {
        GitLogin.Password known => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{known.User}:{known.Secret}")),
        GitLogin.Token token => "Bearer " + token.Secret,
        _ => null,
    };

    private void BoundPacks(Repository clone)
    {
        var arriving = new DirectoryInfo(Path.Combine(clone.Info.Path, "objects", "pack")).EnumerateFiles("tmp_pack_*");
        if (arriving.Sum(SizeOf) > options.MaxFetchedBytes)
        {
            throw GitFailure.TooLarge(remote, options.MaxFetchedBytes);
        }

        static long SizeOf(FileInfo file)
        {
            file.Refresh();
            return file.Exists ? file.Length : 0;
        }
    }
}
