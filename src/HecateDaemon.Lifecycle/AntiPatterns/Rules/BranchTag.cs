namespace HecateDaemon.Lifecycle.AntiPatterns;

internal sealed class BranchTag : IShowInFiles
{
    public string Code => "branch_tag";

    public Severity Severity => Severity.Error;

    public string Name => "image: app:main";

    public string Problem => "Same tag, different content over time";

    public string Instead => "Immutable version tags";

    public IEnumerable<Finding> In(LintedFile file)
    {
        foreach (var image in file.Images)
        {
            if (image.Is(TagKind.Branch))
            {
                yield return file.Found(this, image, $"'{image.Written}' follows a branch or channel");
            }
            else if (image.Is(TagKind.Flavour))
            {
                var found = file.Found(this, image, $"'{image.Written}' names a flavour and no version");
                yield return found with { Severity = Severity.Warning };
            }
        }
    }
}
