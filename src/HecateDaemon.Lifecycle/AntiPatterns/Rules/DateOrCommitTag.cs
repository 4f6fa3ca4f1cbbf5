namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Off unless settings ask for it: such a tag may well be immutable and be traced to its commit.</summary>
internal sealed class DateOrCommitTag : TagRule
{
    public override string Code => "date_or_commit_tag";

    public override Severity Severity => Severity.Off;

    public override string Name => "image: app:5f3c2a1";

    public override string Problem => "A date, a commit or a build number tells no version: nobody sees what changed, or which release it is";

    public override string Instead => "Explicit version tags: app:v0.7.3";

    protected override string? Seen(ImageAsked image) =>
        image.Is(TagKind.DateOrCommit) ? $"'{image.Written}' names a date, a commit or a build" : null;
}
