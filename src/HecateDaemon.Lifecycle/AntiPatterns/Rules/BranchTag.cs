namespace HecateDaemon.Lifecycle.AntiPatterns;

internal sealed class BranchTag : TagRule
{
    public override string Code => "branch_tag";

    public override Severity Severity => Severity.Error;

    public override string Name => "image: app:main";

    public override string Problem => "Same tag, different content over time";

    public override string Instead => "Immutable version tags";

    protected override string? Seen(ImageAsked image) =>
        image.Is(TagKind.Branch) ? $"'{image.Written}' follows a branch or channel"
        : image.Is(TagKind.Flavour) ? $"'{image.Written}' names a flavour and no version"
        : null;

    protected override Severity SeverityOf(ImageAsked image) => image.Is(TagKind.Flavour) ? Severity.Warning : Severity;
}
