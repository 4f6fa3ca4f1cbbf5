using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// A version with Flux's <c># {"$imagepolicy": "namespace:name:tag"}</c> behind it. The policy is this image's if
/// another marker of the file puts it behind the image's name; if only their names are alike, and no name stands beside
/// the version, nobody can tell.
/// </summary>
internal sealed partial class PolicyMarker : IFindPlaces
{
    /// <summary>How far behind the version a marker may end.</summary>
    private const int MaxLength = 400;

    private static readonly string[] Names = ["repository", "image", "newName", "name"];

    public string Kind => "policy_marker";

    public Sighting Find(ManifestText manifest, ImageName? image)
    {
        var findings = new Findings(Kind, manifest, image);
        if (!manifest.Text.Contains("\"$imagepolicy\"", StringComparison.Ordinal))
        {
            return findings.Sighting;
        }

        var marked = new List<Marked>();
        foreach (var root in findings.ReadDocuments())
        {
            Collect(root, isBesideName: false, manifest.Text, marked);
        }

        var policies = marked.ToLookup(m => m.Policy, StringComparer.Ordinal);
        foreach (var ofPolicy in policies)
        {
            Judge(ofPolicy, findings);
        }

        return findings.Sighting;
    }

    private static void Judge(IGrouping<string, Marked> ofPolicy, Findings findings)
    {
        string[] names =
        [
            .. ofPolicy.Where(m => m.Part is "" or "name").Select(m => ImageText.Cut(m.Scalar.Value).Name),
        ];
        foreach (var (scalar, _, part, isBesideName) in ofPolicy.Where(m => m.Part is not "name"))
        {
            if (part is "")
            {
                findings.AddImage(scalar, workload: null, container: null);
            }
            else if (names is not [] && names.All(findings.IsOurs))
            {
                findings.AddVersion(names[0], part == "tag" ? scalar : null, part == "digest" ? scalar : null);
            }
            else if (names is [] && !isBesideName && findings.IsNamedLikeOurs(ofPolicy.Key[(ofPolicy.Key.IndexOf(':', StringComparison.Ordinal) + 1)..]))
            {
                findings.AddUnclear(scalar.Line, $"the policy '{ofPolicy.Key}' may be this image's");
            }
        }
    }

    private static void Collect(SourceNode node, bool isBesideName, string text, List<Marked> marked)
    {
        if (node is SourceNode.Sequence sequence)
        {
            sequence.Items.ForEach(item => Collect(item, isBesideName: false, text, marked));
        }
        else if (node is SourceNode.Mapping mapping)
        {
            var hasName = Names.Any(name => mapping.SeenText(name) is not null);
            mapping.Entries.ForEach(entry => Collect(entry.Value, hasName, text, marked));
        }
        else if (node is SourceNode.Scalar scalar)
        {
            var behind = text.AsSpan(scalar.End, Math.Min(MaxLength, text.Length - scalar.End));
            var line = behind.IndexOf('\n') is >= 0 and var end ? behind[..end] : behind;
            if (line.Contains('#') && Marker().Match(line.ToString()) is { Success: true } match)
            {
                marked.Add(new(scalar, match.Groups["policy"].Value, match.Groups["part"].Value, isBesideName));
            }
        }
    }

    [GeneratedRegex("""\A[\s,}\]]*\s#\s*\{\s*"\$imagepolicy"\s*:\s*"(?<policy>[^":]+:[^":]+)(:(?<part>tag|name|digest))?"\s*\}""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();

    private sealed record Marked(SourceNode.Scalar Scalar, string Policy, string Part, bool IsBesideName);
}
