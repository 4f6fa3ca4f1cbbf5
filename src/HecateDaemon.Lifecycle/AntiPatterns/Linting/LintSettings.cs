using System.IO.Enumeration;
using System.Text.Json;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>What a repository says about its own findings, in its file <see cref="FileName"/>.</summary>
public sealed record LintSettings
{
    public const string FileName = ".hecate-lint.json";

    public static readonly LintSettings Default = new();

    // What a file leaves out arrives here as null.
    private static readonly Dictionary<string, Severity> NoRules = [];

    /// <summary>Severities other than the rules' own, by code.</summary>
    public IReadOnlyDictionary<string, Severity> Rules { get => field ?? NoRules; init; }

    public IReadOnlyList<IgnoreSetting> Ignore { get => field ?? []; init; }

    /// <summary>Whose workloads must all run one version. Without them, labels and names are gone by.</summary>
    public IReadOnlyList<DivisionSetting> Divisions { get => field ?? []; init; }

    /// <summary>Reads JSON; what is wrong with it is said in one sentence.</summary>
    public static LintSettings Parse(ReadOnlySpan<byte> json, string file, IEnumerable<IAntiPattern> rules)
    {
        try
        {
            var settings = JsonSerializer.Deserialize(json, AntiPatternsJson.Default.LintSettings) ?? Default;
            var known = rules.Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
            var named = settings.Rules.Keys.Concat(settings.Ignore.Select(i => i.Rule).Where(r => r != IgnoreSetting.AnyRule));
            return named.FirstOrDefault(code => !known.Contains(code)) is { } unknown
                ? throw Wrong(file, $"there is no rule '{unknown}'")
                : settings.Ignore.Any(i => string.IsNullOrWhiteSpace(i.Reason))
                    ? throw Wrong(file, "whatever is ignored needs a reason")
                    : settings;
        }
        catch (JsonException e)
        {
            throw Wrong(file, e.Message.TrimEnd('.'));
        }
    }

    private static OutsideWorldException Wrong(string file, string why) =>
        new($"The settings {file} cannot be used: {why}.") { NeedsPerson = true };
}

/// <summary>
/// A division in one environment: all that runs its image in files at or below the path, which has no '/' at its end and may be
/// empty.
/// </summary>
public sealed record DivisionSetting(string Name, string Path, string Image)
{
    internal bool Has(string file, ImageName image) => ImageName.TryParse(Image, out var own) && own == image &&
        (Path is "" || file == Path || file.StartsWith(Path + "/", StringComparison.Ordinal));
}

/// <summary>A rule, or <c>*</c>, that is not to speak of certain files: <c>*</c> in the path stands for any text, also '/'.</summary>
public sealed record IgnoreSetting(string Rule, string Path, string Reason)
{
    public const string AnyRule = "*";

    public bool Concerns(Finding finding) =>
        Rule is AnyRule || Rule == finding.Rule
            ? finding.Place is FindingPlace.InFile place && FileSystemName.MatchesSimpleExpression(Path, place.File, ignoreCase: false)
            : false;
}
