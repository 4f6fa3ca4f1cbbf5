namespace HecateDaemon.Lifecycle.AntiPatterns;

internal sealed class LatestTag : TagRule
{
    public override string Code => "latest_tag";

    public override Severity Severity => Severity.Error;

    public override string Name => "image: app:latest";

    public override string Problem => "No traceability, unpredictable pulls";

    public override string Instead => "Explicit version tags: app:v0.7.3";

    protected override string? Seen(ImageAsked image) =>
        image.Is(TagKind.Latest) ? $"'{image.Written}' is whatever was pushed last"
        : image.Is(TagKind.Missing) ? $"'{image.Name}' has no tag, which means latest"
        : image.Is(TagKind.Empty) ? $"'{image.Name}:' has an empty tag, which no registry knows"
        : null;
}
