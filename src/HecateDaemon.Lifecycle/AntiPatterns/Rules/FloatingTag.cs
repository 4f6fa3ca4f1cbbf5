namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>A note only: some publish two numbers and never more, and no text tells who.</summary>
internal sealed class FloatingTag : IShowInFiles
{
    public string Code => "floating_tag";

    public Severity Severity => Severity.Note;

    public string Name => "image: app:1.2";

    public string Problem => "Same tag, different content over time, wherever patch releases come under it too";

    public string Instead => "Immutable version tags, with all their numbers: app:v0.7.3";

    public IEnumerable<Finding> In(LintedFile file)
    {
        foreach (var image in file.Images)
        {
            if (image.Is(TagKind.Floating))
            {
                yield return file.Found(this, image, $"'{image.Written}' may stand for several releases");
            }
            else if (image.Is(TagKind.Nameless))
            {
                yield return file.Found(this, image, $"'{image.Written}' has no number in its tag");
            }
        }
    }
}
