namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>A note only: some publish two numbers and never more, and no text tells who.</summary>
internal sealed class FloatingTag : TagRule
{
    public override string Code => "floating_tag";

    public override Severity Severity => Severity.Note;

    public override string Name => "image: app:1.2";

    public override string Problem => "Same tag, different content over time, wherever patch releases come under it too";

    public override string Instead => "Immutable version tags, with all their numbers: app:v0.7.3";

    protected override string? Seen(ImageAsked image) =>
        image.Is(TagKind.Floating) ? $"'{image.Written}' may stand for several releases"
        : image.Is(TagKind.Nameless) ? $"'{image.Written}' has no number in its tag"
        : null;
}
