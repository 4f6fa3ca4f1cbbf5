using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// The findings that were there when somebody wrote them down. A finding is known by its rule, its file and what was
/// seen, not by its line; of two alike, two must be written down.
/// </summary>
public sealed class Baseline
{
    public const string Reason = "it was there before";

    private readonly Dictionary<string, int> known;

    private Baseline(Dictionary<string, int> known) => this.known = known;

    public static Baseline Empty => new(new(StringComparer.Ordinal));

    public static Baseline Parse(ReadOnlySpan<byte> json, string file)
    {
        try
        {
            var read = JsonSerializer.Deserialize(json, AntiPatternsJson.Default.BaselineDocument)
                ?? throw new JsonException("it is null");
            return new(read.Findings.GroupBy(f => f.Fingerprint, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal));
        }
        catch (JsonException e)
        {
            throw new OutsideWorldException($"The baseline {file} cannot be used: {e.Message.TrimEnd('.')}.", e) { NeedsPerson = true };
        }
    }

    public static byte[] Write(IEnumerable<Finding> findings) => JsonSerializer.SerializeToUtf8Bytes(
        new BaselineDocument([.. findings.Select(BaselineEntry.Of)]), AntiPatternsJson.Default.BaselineDocument);

    /// <summary>What makes a finding the same from one run to the next.</summary>
    public static string Fingerprint(Finding finding)
    {
        var file = (finding.Place as FindingPlace.InFile)?.File;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Rule}\n{file}\n{finding.Subject}")))[..32];
    }

    /// <summary>True, once for each time that it was written down.</summary>
    internal bool Take(Finding finding)
    {
        if (known.Count == 0)
        {
            return false;
        }

        var fingerprint = Fingerprint(finding);
        return known.TryGetValue(fingerprint, out var left) && left > 0 && (known[fingerprint] = left - 1) >= 0;
    }
}

internal sealed record BaselineDocument(IReadOnlyList<BaselineEntry> Findings);

/// <summary>Rule, file and what was seen are for people; the fingerprint is what counts.</summary>
internal sealed record BaselineEntry(string Fingerprint, string Rule, string? File, string Seen)
{
    public static BaselineEntry Of(Finding finding) =>
        new(Baseline.Fingerprint(finding), finding.Rule, (finding.Place as FindingPlace.InFile)?.File, finding.Seen);
}
