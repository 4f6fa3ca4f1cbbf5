namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Release notes written, and what must stand in them.</summary>
internal static class NotesRules
{
    public const string Written = "release_notes";
    public const string Breaking = "breaking_changes";
    public const string Migration = "migration_steps";
    public const string Rollback = "rollback_plan";

    private const int Named = 5;

    private const string Elsewhere = "the repository keeps no release notes; whether there are any elsewhere cannot be seen from it";

    public static Finding JudgeWritten(ReleaseSubject subject) => subject.Notes is { } notes
        ? new(Written, Verdict.Satisfied, notes.Where)
        : subject.Changelog.IsElsewhere ? new(Written, Verdict.CannotTell, Elsewhere)
        : new(Written, Verdict.Unsatisfied, "neither a changelog entry nor the tag's message says what is in it");

    /// <summary>Every commit that declares a breaking change is mentioned.</summary>
    public static Finding JudgeBreaking(ReleaseSubject subject)
    {
        var changes = subject.Changes;
        var breaking = changes.Breaking.ToList();
        if (subject.Previous is null)
        {
            return new(Breaking, Verdict.NotApplicable, "no release before it");
        }

        if (breaking is [])
        {
            return changes.FollowsConvention ? new(Breaking, Verdict.Satisfied, $"none of {changes.Count} commits declares one")
                : new(Breaking, Verdict.CannotTell, $"{changes.Unread.Count} of {changes.Count} commits since {subject.Previous} do not follow the convention");
        }

        var silent = breaking.FindAll(c => subject.Notes is not { } notes || !Mention.Of(c, notes.Text));
        return silent is [] ? new(Breaking, Verdict.Satisfied, $"all {breaking.Count} are mentioned in {subject.Notes!.Where}")
            : IsElsewhere(subject) ? new(Breaking, Verdict.CannotTell, $"{Elsewhere}; to be mentioned: {Names(silent)}")
            : new(Breaking, Verdict.Unsatisfied, $"not mentioned: {Names(silent)}");
    }

    public static Finding JudgeMigration(ReleaseSubject subject) =>
        IsElsewhere(subject) ? new(Migration, Verdict.CannotTell, Elsewhere)
        : subject.Notes is { } notes && NotesSection.Migration(notes.Text) is { Length: > 0 } steps && !IsOpen(steps)
            ? new(Migration, Verdict.Satisfied, FirstLine(steps))
            : new(Migration, Verdict.Unsatisfied, "the release notes have no Migration Steps and do not say \"None\"");

    /// <summary>A plan that names a version must name the previous release.</summary>
    public static Finding JudgeRollback(ReleaseSubject subject)
    {
        if (IsElsewhere(subject))
        {
            return new(Rollback, Verdict.CannotTell, Elsewhere);
        }

        if (subject.Notes is not { } notes || NotesSection.Rollback(notes.Text) is not { Length: > 0 } plan || IsOpen(plan))
        {
            return new(Rollback, Verdict.Unsatisfied, subject.Previous is { } to
                ? $"the release notes have no Rollback Plan; it would lead to {to}"
                : "the release notes have no Rollback Plan");
        }

        var named = VersionsNamed.In(plan).FirstOrDefault();
        return named is null ? new(Rollback, Verdict.Satisfied, FirstLine(plan))
            : subject.Line.Releases.FirstOrDefault(r => r.Version.IsSame(named)) is not { } target
            ? new(Rollback, Verdict.Unsatisfied, $"it leads to {named}, of which there is no tag")
            : subject.Previous is { } previous && !target.Version.IsSame(previous.Version)
            ? new(Rollback, Verdict.Unsatisfied, $"it leads to {target}, but the previous release is {previous}")
            : new(Rollback, Verdict.Satisfied, FirstLine(plan));
    }

    private static bool IsElsewhere(ReleaseSubject subject) => subject is { Notes: null, Changelog.IsElsewhere: true };

    private static string Names(List<Change> commits) =>
        string.Join("; ", commits.Take(Named).Select(c => $"{c.Id.ToString()[..10]} {c.Message.Subject}")) +
        (commits.Count > Named ? $"; and {commits.Count - Named} more" : "");

    private static bool IsOpen(string text) => text.Contains(ReleaseNotes.Open, StringComparison.OrdinalIgnoreCase);

    private static string FirstLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[0].Trim();
}
