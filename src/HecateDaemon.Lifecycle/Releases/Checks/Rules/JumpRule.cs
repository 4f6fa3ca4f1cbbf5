using System.Globalization;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>The version's jump is no smaller than the Conventional Commits since the previous release ask for.</summary>
internal static class JumpRule
{
    public const string Item = "jump";

    /// <summary>With this share readable, a declared breaking change is meant as one.</summary>
    private const double Meant = 0.5;

    public static Finding Judge(ReleaseSubject subject)
    {
        if (subject.Previous is not { } previous)
        {
            return subject.IsCut ? new(Item, Verdict.CannotTell, "the clone is shallow and ends before a release")
                : new(Item, Verdict.NotApplicable, "no release before it");
        }

        var version = subject.Release.Version.Core;
        if (version.IsCalendar && previous.Version.IsCalendar)
        {
            return new(Item, Verdict.NotApplicable, "a version by the calendar");
        }

        var (made, changes) = (JumpRules.Made(previous.Version, version), subject.Changes);
        if (changes.ReleaseAs is { } asked && changes.FollowsConvention)
        {
            return asked.IsSame(subject.Release.Version) || asked.IsSame(version)
                ? new(Item, Verdict.Satisfied, $"Release-As: {asked}")
                : new(Item, Verdict.Unsatisfied, $"a commit since {previous} says Release-As: {asked}");
        }

        return Judge(subject, previous, made, JumpRules.Least(previous.Version, changes.Needed, subject.Zero));
    }

    private static Finding Judge(ReleaseSubject subject, TaggedRelease previous, Jump made, Jump least)
    {
        var changes = subject.Changes;
        var share = string.Create(CultureInfo.InvariantCulture, $"{changes.Read.Count} of {changes.Count} commits ({Math.Floor(changes.Share * 100)} %) since {previous} follow the convention");
        if (changes.Count is 0)
        {
            return new(Item, Verdict.NotApplicable, $"no commits of its own since {previous}");
        }

        if (made < least && (changes.FollowsConvention || (changes.Breaking.Any() && changes.Share >= Meant)))
        {
            return new(Item, Verdict.Unsatisfied, $"a {Name(made)} jump from {previous}, but {Why(changes, least)}");
        }

        // A major jump is enough for whatever the rest may say.
        return changes.FollowsConvention || (made is Jump.Major && changes.Share >= Meant)
            ? new(Item, Verdict.Satisfied, $"a {Name(made)} jump from {previous}; the commits ask for {Asked(changes.Needed, least)}; {share}")
            : new(Item, Verdict.CannotTell, share);
    }

    private static string Asked(Jump needed, Jump least) => needed == least ? $"{Name(needed)}" : $"{Name(needed)}, {Name(least)} below 1.0.0";

    private static string Why(ChangeSet changes, Jump least)
    {
        var cause = changes.Breaking.FirstOrDefault() ?? changes.Read.FirstOrDefault(c => c.Message.IsFeature);
        return cause is null ? $"the commits ask for {Name(least)}" : $"{cause.Id.ToString()[..10]} asks for {Name(least)}: {cause.Message.Subject}";
    }

    private static string Name(Jump jump) => jump switch
    {
        Jump.Major => "major",
        Jump.Minor => "minor",
        Jump.Patch => "patch",
        _ => "no",
    };
}
