using System.Globalization;
using System.Text.RegularExpressions;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Durations as Kubernetes objects have them: <c>1h30m</c>, <c>90s</c>, <c>1m0.5s</c>.</summary>
internal static partial class GoDuration
{
    /// <summary>Null for what is none, or more than thirty days.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (text is not { Length: > 0 and < 40 } || !Whole().IsMatch(text))
        {
            return null;
        }

        var milliseconds = Part().Matches(text).Sum(part =>
            double.Parse(part.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) * part.Groups["unit"].Value switch
            {
                "h" => 3_600_000,
                "m" => 60_000,
                "s" => 1000,
                _ => 1,
            });
        return milliseconds <= TimeSpan.FromDays(30).TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    [GeneratedRegex(@"\A([0-9]+(\.[0-9]+)?(h|ms|m|s))+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<number>[0-9]+(\.[0-9]+)?)(?<unit>h|ms|m|s)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
