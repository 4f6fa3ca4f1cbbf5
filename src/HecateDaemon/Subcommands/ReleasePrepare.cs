using System.Text;
using HecateDaemon.Adapters.Git;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Subcommands;

/// <summary>
/// <c>hecate-daemon release prepare</c>: shows the patch that gives the working tree a version, or writes it; commits and
/// tags only when told.
/// </summary>
internal static class ReleasePrepare
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static int Run(ReleaseArguments asked, TimeProvider clock, CancellationToken ct)
    {
        var version = VersionNumber.TryParse(asked.Version, out var given) && given.Semantic is not null
            ? given
            : throw CannotStartException.BadUsage($"--version needs {ReleaseVersion.Grammar}: {ReleaseArguments.Help}");
        var plan = LocalCodeHistory.Read(
            asked.Repository, asked.Files, history => new ReleaseAudit(history, asked.TagPrefix, asked.Zero).Plan(version, asked.Component, asked.TagPrefix), ct);
        using var tree = LocalWorkingTree.Open(asked.Repository);
        var day = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        var prepared = plan.Paths.Select(p => Prepare(tree.Folder, p, plan, day)).OfType<(PreparedFile, Encoding)>().ToList();
        if (!asked.Write)
        {
            using var output = Console.OpenStandardOutput();
            prepared.ForEach(p => output.Write(p.Item2.GetBytes(p.Item1.Diff)));
            return ExitCodes.Ok;
        }

        if (asked.Commit)
        {
            tree.RefuseIfStaged();
        }

        foreach (var (file, encoding) in prepared)
        {
            File.WriteAllBytes(Path.Combine(tree.Folder, file.Path), encoding.GetBytes(file.After));
            Console.Out.WriteLine(file.Path);
        }

        Record(asked, tree, plan, [.. prepared.Select(p => p.Item1.Path)], clock);
        return ExitCodes.Ok;
    }

    private static void Record(ReleaseArguments asked, LocalWorkingTree tree, ReleasePlan plan, string[] paths, TimeProvider clock)
    {
        if (asked.Commit && paths is not [])
        {
            tree.Commit(paths, $"chore: Release {plan.Tag}\n", clock.GetLocalNow());
        }

        if (asked.MakeTag)
        {
            tree.Tag(plan.Tag, plan.Notes, clock.GetLocalNow());
        }
    }

    private static (PreparedFile File, Encoding Encoding)? Prepare(string folder, string path, ReleasePlan plan, DateOnly day)
    {
        var file = new FileInfo(Path.Combine(folder, path));
        if (file.LinkTarget is not null)
        {
            return null;
        }

        var (text, encoding) = file.Exists ? Text(File.ReadAllBytes(file.FullName)) : (null, Strict);
        return plan.Prepare(path, text, day) is { } prepared ? (prepared, encoding) : null;
    }

    /// <summary>In Latin 1 every byte is a character, so that it comes out as it went in.</summary>
    private static (string Text, Encoding Encoding) Text(byte[] bytes)
    {
        try
        {
            return (Strict.GetString(bytes), Strict);
        }
        catch (DecoderFallbackException)
        {
            return (Encoding.Latin1.GetString(bytes), Encoding.Latin1);
        }
    }
}
