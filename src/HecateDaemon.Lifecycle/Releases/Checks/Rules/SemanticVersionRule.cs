namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Version number assigned: the tag names a version by semver.org 2.0.</summary>
internal static class SemanticVersionRule
{
    public const string Item = "semantic_version";

    public static Finding Judge(ReleaseSubject subject)
    {
        var version = subject.Release.Version;
        return version.Semantic is { } semantic ? new(Item, Verdict.Satisfied, $"{semantic}")
            : version.Parts < 3 ? Not($"{version} has {version.Parts} of three numbers")
            : version.Parts > 3 ? Not($"{version} has {version.Parts} numbers instead of three")
            : Not($"{version} is not of the form of semver.org 2.0");
    }

    private static Finding Not(string why) => new(Item, Verdict.Unsatisfied, why);
}
