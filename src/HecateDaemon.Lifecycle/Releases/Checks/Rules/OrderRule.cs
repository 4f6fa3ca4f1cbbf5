namespace HecateDaemon.Lifecycle.Releases;

/// <summary>The version is greater than the one before it along first parents.</summary>
internal static class OrderRule
{
    public const string Item = "order";

    public static Finding Judge(ReleaseSubject subject)
    {
        var version = subject.Release.Version;
        return subject.Predecessor switch
        {
            null when subject.IsCut => new(Item, Verdict.CannotTell, "the clone is shallow and ends before a release"),
            null => new(Item, Verdict.NotApplicable, subject.Previous is { } elsewhere
                ? $"no release before it along first parents; {elsewhere} is on another branch"
                : "no release before it"),
            var before when VersionNumber.IsGreater(version, before.Version) => new(Item, Verdict.Satisfied, $"greater than {before}"),
            var before when version.Text != before.Version.Text && WithoutBuild(version) == WithoutBuild(before.Version) =>
                new(Item, Verdict.CannotTell, $"{before} came before it; another build of it, or a slip: what stands behind '+' has no precedence"),
            var before when version.IsSame(before.Version) && version.Text != before.Version.Text =>
                new(Item, Verdict.Unsatisfied, $"{before} came before it and has the same precedence"),
            var before when subject.Line.InOlderSeries(subject.Release, before) is { } last =>
                new(Item, Verdict.CannotTell, $"{before} came before it on the same branch; it goes on with {last}, as an older series does, or is a slip"),
            var before => new(Item, Verdict.Unsatisfied, $"{before} came before it and is not lower"),
        };
    }

    private static string WithoutBuild(VersionNumber version) => version.Text.Split('+')[0];
}
