using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>A workload, and the one beside it that gets new versions first.</summary>
internal sealed record CanaryPair(ManifestDocument Main, ManifestDocument? Beside)
{
    public const string Suffix = "-canary";

    /// <summary>The label by which a second Deployment that was made by us has its pods.</summary>
    public const string Label = "hecate.social/track";

    /// <summary>True where it was made by us, and goes again.</summary>
    public bool IsMade => Beside is null || IsOurs(Beside);

    /// <summary>Null where those that run all the time are not one workload or such a pair.</summary>
    public static CanaryPair? Of(Shipped shipped) => shipped.Documents.Where(d => !d.IsOneTime()).ToList() switch
    {
        [var only] => new(only, Beside: null),
        [var one, var other] when IsBeside(other, one) => new(one, other),
        [var one, var other] when IsBeside(one, other) => new(other, one),
        _ => null,
    };

    public static bool IsOurs(ManifestDocument document) => document.TextAt("spec", "selector", "matchLabels", Label) is "canary";

    /// <summary>Without the one beside, where we made it.</summary>
    public ManifestSet Alone(ManifestSet now, ImageName image) => IsMade && Beside is { } canary ? now.RemoveCopy(canary, image) : now;

    private static bool IsBeside(ManifestDocument canary, ManifestDocument main) =>
        canary.Workload == main.Workload with { Name = main.Workload.Name + Suffix };
}
