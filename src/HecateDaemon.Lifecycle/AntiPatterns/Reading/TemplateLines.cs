using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// What single lines say in a template that cannot be read as YAML: an image with all its text there is an image,
/// however the rest is filled in.
/// </summary>
internal static partial class TemplateLines
{
    public static void Read(LintedFile file)
    {
        var images = new ImageReader(file);
        var start = 0;
        var number = 0;
        foreach (var line in file.Text.Split('\n'))
        {
            number++;
            if (Image().Match(line) is { Success: true } match)
            {
                var value = match.Groups["value"];
                images.ReadImage(
                    new SourceNode.Scalar(value.Value, number, value.Index + 1, start + value.Index), ImageHome.Elsewhere,
                    isPinned: false, owner: null, container: null);
            }

            start += line.Length + 1;
        }
    }

    [GeneratedRegex("""^\s*(-\s+)?image:\s*["']?(?<value>[^\s"'#{}]+:[^\s"'#{}]+)["']?\s*(#.*)?$""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Image();
}
