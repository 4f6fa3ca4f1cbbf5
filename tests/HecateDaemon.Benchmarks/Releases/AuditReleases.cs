using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace HecateDaemon.Benchmarks;

/// <summary>
/// <c>hecate-daemon release check --all</c> over 50,000 commits and 400 tags, beside <c>git log</c> that only prints the
/// same messages: the check reads every commit too, and the trees, version files and changelogs of all tags on top.
/// </summary>
internal static class AuditReleases
{
    private const int Commits = 50_000;
    private const int Tags = 400;
    private const int Runs = 5;
    private const double RatioLimit = 8;

    public static bool Run(string daemon)
    {
        var folder = Directory.CreateTempSubdirectory("hb-releases-").FullName;
        try
        {
            Git(folder, "", "init", "-q", "--bare", ".");
            Git(folder, History(), "fast-import", "--quiet");
            Git(folder, "", "repack", "-adq");
            var runs = Enumerable.Range(0, Runs + 1).Select(_ => (
                Check: Milliseconds(daemon, "release", "check", "--all", folder),
                Log: Milliseconds("git", "-C", folder, "log", "--all", "--format=raw"))).Skip(1).ToList();
            var check = runs.Select(r => r.Check).Order().ElementAt(Runs / 2);
            var log = runs.Select(r => r.Log).Order().ElementAt(Runs / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

                {Tags} releases of {Commits} commits, medians of {Runs} runs each   check   git log   ratio   limit
                wall, ms                                               {check,9:F0} {log,9:F0}   {check / log,5:F2}   {RatioLimit:F1}
                """));
            return check < RatioLimit * log;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Milliseconds(string executable, params string[] arguments)
    {
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(executable, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    /// <summary>A tag every so many commits, each with its version file and an ever longer changelog.</summary>
    private static string History()
    {
        var stream = new StringBuilder();
        var changelog = new StringBuilder();
        for (var i = 1; i <= Commits; i++)
        {
            var message = i % 9 == 0 ? $"feat: Change {i}" : $"fix(part): Change {i}";
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/master\ncommitter A <a@localhost> {1_600_000_000 + i} +0000\ndata {message.Length}\n{message}\n");
            File(stream, $"src/file-{i % 500}.txt", $"{i}\n");
            if (i % (Commits / Tags) == 0)
            {
                var version = $"1.{i / (Commits / Tags)}.0";
                changelog.Insert(0, $"## [{version}] - 2026-01-01\n\n### Fixed\n\n- Change {i}\n\n");
                File(stream, "package.json", $"{{\"name\": \"a\", \"version\": \"{version}\"}}\n");
                File(stream, "CHANGELOG.md", "# Changelog\n\n" + changelog);
                stream.Append(CultureInfo.InvariantCulture, $"\nreset refs/tags/v{version}\nfrom refs/heads/master\n");
            }

            stream.Append('\n');
        }

        return stream.ToString();
    }

    private static void File(StringBuilder stream, string path, string text) =>
        stream.Append(CultureInfo.InvariantCulture, $"M 100644 inline {path}\ndata {text.Length}\n{text}\n");

    private static void Git(string folder, string input, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardInput = true })!;
        git.StandardInput.Write(input);
        git.StandardInput.Close();
        git.WaitForExit();
        if (git.ExitCode is not 0)
        {
            throw new InvalidOperationException($"git {arguments[0]} failed");
        }
    }
}
