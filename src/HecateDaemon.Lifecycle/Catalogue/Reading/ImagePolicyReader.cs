using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads an environment's <c>Image</c>.</summary>
internal static partial class ImagePolicyReader
{
    private static readonly ImagePolicy Unset = new();

    public static ImagePolicy Read(SectionReader? settings)
    {
        if (settings is null)
        {
            return Unset;
        }

        var policy = new ImagePolicy
        {
            Origin = DemandOf(settings, nameof(Unset.Origin), Unset.Origin),
            Platforms = DemandOf(settings, nameof(Unset.Platforms), Unset.Platforms),
            Signature = DemandOf(settings, nameof(Unset.Signature), Unset.Signature),
            NodePlatforms = settings.Texts(nameof(Unset.NodePlatforms)),
        };
        if (policy.NodePlatforms.Any(p => !Platform().IsMatch(p)))
        {
            settings.Wrong(nameof(Unset.NodePlatforms), "must be platforms, such as linux/arm64");
        }

        settings.NothingElse();
        return policy;
    }

    private static Demand DemandOf(SectionReader settings, string key, Demand fallback) =>
        settings.Value(key, fallback, (text, out value) =>
        {
            value = text switch { "off" => Demand.Off, "warn" => Demand.Warn, _ => Demand.Require };
            return text is "off" or "warn" or "require";
        }, "off, warn or require");

    [GeneratedRegex(@"\A[a-z0-9]+/[a-z0-9]+(/[a-z0-9.]+)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Platform();
}
