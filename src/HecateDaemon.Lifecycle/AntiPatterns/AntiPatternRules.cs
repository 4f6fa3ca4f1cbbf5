namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>All rules, one line each. None needs anything but what it is shown.</summary>
public static class AntiPatternRules
{
    public static IReadOnlyList<IAntiPattern> All { get; } =
    [
        new LatestTag(),
        new BranchTag(),
        new FloatingTag(),
        new DateOrCommitTag(),
        new MovedTag(),
        new AlwaysPulled(),
        new SetImage(),
        new RestartedByHand(),
        new SkippedVersionBump(),
        new BuiltLocally(),
        new ForgottenDeployment(),
        new NoRollbackPlan(),
        new ManualDeployment(),
        new ClearSecret(),
        new ImpossibleStrategy(),
        new MixedVersions(),
        new CodeBesideManifests(),
        new UnexplainedIgnore(),
    ];
}
