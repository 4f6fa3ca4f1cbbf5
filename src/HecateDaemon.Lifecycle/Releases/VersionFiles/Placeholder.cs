using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What people write where a version must stand but is put in by the build.</summary>
internal static partial class Placeholder
{
    public static bool IsOne(string text) => text is "" || Shape().IsMatch(text);

    [GeneratedRegex(@"\A(v?0+(\.0+){1,3}([-.+].*)?|0|v?0\.0\.1-.*|.*(placeholder|semantic(ally)?-?releas|managed-by|replace-?me|\$\{|\{\{|@@|__).*|unspecified|unknown|dynamic|git|latest|main|master|head|dev|development|local|snapshot|unreleased|edge|nightly|canary|x\.y\.z|\*)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
