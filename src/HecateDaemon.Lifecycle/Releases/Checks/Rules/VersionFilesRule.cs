namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Every file that states the release's version states the tag's.</summary>
internal static class VersionFilesRule
{
    public const string Item = "version_files";

    public static Finding Judge(ReleaseSubject subject)
    {
        var equal = subject.Files.Where(f => f.Verdict is FileVerdict.Equal).ToList();
        return subject.Files.FirstOrDefault(f => f.Verdict is FileVerdict.Differs) is { } wrong
            ? new(Item, Verdict.Unsatisfied, $"{wrong.Path} says {wrong.Version}{More(subject)}")
            : subject.Files.FirstOrDefault(f => f.Verdict is FileVerdict.Unreadable && (f.IsConfigured || FilePath.Depth(f.Path) is 0)) is { } unreadable
            ? new(Item, Verdict.CannotTell, $"{unreadable.Path}: {unreadable.Why}")
            : equal is [] ? new(Item, Verdict.NotApplicable, "no file states the release's version")
            : new(Item, Verdict.Satisfied, equal is [var only] ? only.Path : $"{equal[0].Path} and {equal.Count - 1} more");
    }

    private static string More(ReleaseSubject subject) =>
        subject.Files.Count(f => f.Verdict is FileVerdict.Differs) is > 1 and var count ? $" (and {count - 1} more)" : "";
}
