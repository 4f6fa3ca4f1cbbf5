namespace HecateDaemon.Lifecycle.AntiPatterns;

internal sealed class BuiltLocally : IShowInFiles
{
    public string Code => "built_locally";

    public Severity Severity => Severity.Error;

    public string Name => "Building images locally";

    public string Problem => "Unreproducible, no audit trail";

    public string Instead => "Let CI build from the git tag";

    public IEnumerable<Finding> In(LintedFile file) =>
    [
        .. from build in file.Builds
           select file.Found(this, build.Line, build.Column, build.What),
        .. from image in file.Images
           let seen = Seen(image)
           where seen is not null
           select file.Found(this, image, seen),
        .. from pull in file.Pulls
           let seen = Seen(pull)
           where seen is not null
           select file.Found(this, pull.Line, pull.Column, seen) with { Severity = Severity.Warning },
    ];

    private static string? Seen(ImageUse image) =>
        image.Name.StartsWith("localhost/", StringComparison.Ordinal) || image.Name.StartsWith("localhost:", StringComparison.Ordinal)
            ? $"'{image.Written}' comes from the machine that runs it"
        : image.Is(TagKind.Local) ? $"'{image.Written}' is what developers call their own builds"
        : null;

    private static string? Seen(PullUse pull) => pull switch
    {
        { Value: "Never" or "never" } => $"{pull.Key} is {pull.Value}: what runs is what somebody loaded into the machine",
        { Key: "pull_policy", Value: "build" } => "pull_policy is build: the image is built where it runs",
        _ => null,
    };
}
