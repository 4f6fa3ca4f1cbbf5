using System.Diagnostics;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>A bare repository made, looked at and changed with the real git, as other people would.</summary>
internal sealed class BareRemote : IDisposable
{
    private readonly TempFolder folder = new();

    public BareRemote()
    {
        Git(folder.Path, "init", "-q", "--bare", "-b", "main", Path);
        Git(folder.Path, "init", "-q", "-b", "main", Work);
        Git(Work, "remote", "add", "origin", Path);
        Git(Path, "config", "http.receivepack", "true");
    }

    public string Path => folder.Below("remote.git");

    public string Parent => folder.Path;

    /// <summary>Somebody else's working tree.</summary>
    public string Work => folder.Below("work");

    public string Head => Look("rev-parse", "main");

    public int Commits => int.Parse(Look("rev-list", "--count", "main"));

    public string Look(params string[] arguments) => Git(Path, arguments);

    public byte[] Show(string path) => Run(Path, ["show", $"main:{path}"]);

    /// <summary>Somebody else commits files, and pushes.</summary>
    public string Commit(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var file = System.IO.Path.Combine(Work, path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Git(Work, "add", "-A");
        Git(Work, "commit", "-q", "--allow-empty", "-m", "feat: Something else");
        if (Look("branch") != "")
        {
            Git(Work, "pull", "-q", "--rebase", "-X", "theirs", "origin", "main");
        }

        Git(Work, "push", "-q", "origin", "HEAD:main");
        return Git(Work, "rev-parse", "HEAD");
    }

    /// <summary>A commit on top of main of a tree in git's own bytes, which no git command would write; not yet on a branch.</summary>
    public string CommitTree(byte[] bytes) => Look("commit-tree", "-p", "main", "-m", "feat: Something strange", WriteTree(bytes));

    public string WriteTree(byte[] bytes)
    {
        var file = folder.Below("tree");
        File.WriteAllBytes(file, bytes);
        return Look("hash-object", "--literally", "-t", "tree", "-w", file);
    }

    public void Hook(string name, string script)
    {
        var file = System.IO.Path.Combine(Path, "hooks", name);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        MakeExecutable(file);
    }

    public static void MakeExecutable(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Fails the test if git finds anything wrong with any object.</summary>
    public void ShouldBeSound() => Git(Path, "fsck", "--full", "--strict");

    public static string Git(string folder, params string[] arguments) =>
        System.Text.Encoding.UTF8.GetString(Run(folder, arguments)).TrimEnd('\n');

    public void Dispose() => folder.Dispose();

    private static byte[] Run(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1", ["GIT_TERMINAL_PROMPT"] = "0",
                ["GIT_AUTHOR_NAME"] = "Somebody", ["GIT_AUTHOR_EMAIL"] = "else@localhost",
                ["GIT_COMMITTER_NAME"] = "Somebody", ["GIT_COMMITTER_EMAIL"] = "else@localhost",
            },
        };
        using var git = Process.Start(start)!;
        var errors = git.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        git.StandardOutput.BaseStream.CopyTo(output);
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}: {errors.Result}");
        return output.ToArray();
    }
}
