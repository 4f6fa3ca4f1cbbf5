namespace HecateDaemon.Lifecycle.Releases;

/// <summary>CHANGELOG updated with version entry.</summary>
internal static class ChangelogRule
{
    public const string Item = "changelog";

    public static Finding Judge(ReleaseSubject subject)
    {
        var (version, found) = (subject.Release.Version, subject.Changelog);
        return found switch
        {
            { Path: null } => new(Item, Verdict.Unsatisfied,
                subject.Release.Name.Component is "" ? "there is no changelog" : $"there is no changelog of {subject.Release.Name.Component}"),
            { IsUnreadable: true } => new(Item, Verdict.CannotTell, $"{found.Path} cannot be read"),
            { Entry: { } entry } when entry.IsUnreleased && !version.IsPrerelease =>
                new(Item, Verdict.Unsatisfied, $"{At(found)} still says that it is not released: {entry.Heading}"),
            { Entry: { } entry } when version.IsPrerelease && !entry.Versions.Any(v => v.IsSame(version)) =>
                new(Item, Verdict.Satisfied, $"{At(found)}: {entry.Heading}, to which this pre-release leads"),
            { Entry: { } entry } => new(Item, Verdict.Satisfied, $"{At(found)}: {entry.Heading}{Leftovers(found)}"),
            { IsPointer: true } => new(Item, Verdict.CannotTell, $"{found.Path} has no entry for {version} and points elsewhere"),
            { Unreleased.Statements: > 0 and var count } when version.IsPrerelease =>
                new(Item, Verdict.Satisfied, $"{found.Path}:{found.Unreleased.Line}: {found.Unreleased.Heading}, {count} lines, from which this pre-release is made"),
            { Unreleased.Statements: > 0 and var count } =>
                new(Item, Verdict.Unsatisfied, $"{found.Path} has no entry for {version}; {found.Unreleased.Heading} has {count} lines"),
            { Whole: { } whole } when whole.Entries.FirstOrDefault(e => e.Versions.Any(v => v.IsPrerelease && v.Core.IsSame(version.Core))) is { } other =>
                new(Item, Verdict.Unsatisfied, $"{found.Path} has no entry for {version}, but {other.Heading} in line {other.Line}"),
            _ => new(Item, Verdict.Unsatisfied, $"{found.Path} has no entry for {version}"),
        };
    }

    private static string At(ChangelogLookup found) => $"{found.Path}:{found.Entry!.Line}";

    private static string Leftovers(ChangelogLookup found) =>
        found.Unreleased is { Statements: > 0 and var count, Line: var line } ? $"; {count} lines left under {found.Unreleased.Heading} in line {line}" : "";
}
