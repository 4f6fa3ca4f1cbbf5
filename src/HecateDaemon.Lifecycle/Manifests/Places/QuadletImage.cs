using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>The <c>Image=</c> of a Quadlet: a container, an image or a volume that Podman runs under systemd.</summary>
internal sealed class QuadletImage : IFindPlaces
{
    private static readonly string[] Sections = ["[Container]", "[Image]", "[Volume]"];

    public string Kind => "quadlet";

    public Sighting Find(ManifestText manifest, ImageName? image)
    {
        var findings = new Findings(Kind, manifest, image);
        if (manifest.IsQuadlet)
        {
            Search(manifest.Text, findings);
        }

        return findings.Sighting;
    }

    private static void Search(string text, Findings findings)
    {
        var section = "";
        var isContinued = false;
        var line = 0;
        for (var start = 0; start < text.Length; line++)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found : text.Length;
            var content = text.AsSpan(start, end - start).Trim();
            if (content is ['[', .., ']'] && !isContinued)
            {
                section = content.ToString();
            }
            else if (!isContinued && Sections.Contains(section, StringComparer.Ordinal))
            {
                SearchLine(text, start, content, line + 1, findings);
            }

            isContinued = content is [.., '\\'];
            start = end + 1;
        }
    }

    private static void SearchLine(string text, int start, ReadOnlySpan<char> content, int line, Findings findings)
    {
        var equals = content.IndexOf('=');
        if (equals < 0 || !content[..equals].TrimEnd().SequenceEqual("Image"))
        {
            return;
        }

        var value = content[(equals + 1)..].Trim().ToString();
        var lineContent = text.AsSpan(start);
        var column = lineContent.IndexOf('=') + 1;
        column += value.Length == 0 ? 0 : lineContent[column..].IndexOf(value, StringComparison.Ordinal);
        findings.AddImage(new SourceNode.Scalar(value, line, column + 1, start + column), workload: null, container: null);
    }
}
