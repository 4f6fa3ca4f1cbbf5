using System.Text;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Looks at manifests before the daemon itself applies them: errors are not applied.</summary>
public sealed class ManifestGuard(ShippingCatalogue catalogue, IReadManifests manifests)
{
    private const int MostTold = 5;

    /// <summary>
    /// Files as they would be applied. Their comments may ignore a finding, and so may the repository's own
    /// <see cref="LintSettings.FileName"/>; severities are the daemon's where it has some.
    /// </summary>
    /// <exception cref="OutsideWorldException">Names what is wrong, where, and what to do instead.</exception>
    public async Task CheckAsync(TargetEnvironment environment, CommitId commit, IReadOnlyList<ManifestFile> files, CancellationToken ct)
    {
        var settings = await SettingsAsync(environment, commit, ct);
        var rules = new Dictionary<string, Severity>(settings.Rules, StringComparer.Ordinal);
        foreach (var (rule, severity) in catalogue.Guard.Rules)
        {
            rules[rule] = severity;
        }

        var linter = new Linter(AntiPatternRules.All, settings with { Rules = rules }, Baseline.Empty);
        var errors = linter.Look(new FilesInMemory(files), ct).SelectMany(r => r.Findings).Where(f => f.Severity is Severity.Error).ToList();
        if (errors is not [])
        {
            throw new OutsideWorldException(Tell(errors)) { NeedsPerson = true };
        }
    }

    private async Task<LintSettings> SettingsAsync(TargetEnvironment environment, CommitId commit, CancellationToken ct)
    {
        IReadOnlyList<ManifestFile> found;
        try
        {
            found = await manifests.ReadAsync(environment.GitOpsRepository, commit, LintSettings.FileName, ct);
        }
        catch (OutsideWorldException e) when (e.NeedsPerson)
        {
            return LintSettings.Default; // There is no such file.
        }

        return found is [var file, ..] ? LintSettings.Parse(file.Content.Span, file.Path, AntiPatternRules.All) : LintSettings.Default;
    }

    private static string Tell(List<Finding> errors)
    {
        var told = new StringBuilder("the manifests are not applied: ");
        told.AppendJoin("; ", errors.Take(MostTold).Select(f => $"{f.Place}: {f.Seen} ({f.Rule})"));
        told.Append(errors.Count > MostTold ? $"; and {errors.Count - MostTold} more" : "");
        var instead = AntiPatternRules.All.Where(r => errors.Exists(e => e.Rule == r.Code)).Select(r => r.Instead).Distinct(StringComparer.Ordinal);
        return told.Append($". Instead: {string.Join("; ", instead)}. A comment '# hecate: ignore RULE reason' in the line lets one pass").ToString();
    }

    private sealed class FilesInMemory(IReadOnlyList<ManifestFile> files) : ILintedTree
    {
        private readonly Dictionary<string, ManifestFile> byPath = files.ToDictionary(f => f.Path, StringComparer.Ordinal);

        public IReadOnlyList<TreeFile> Files { get; } =
            [.. files.Select(f => new TreeFile(f.Path, f.Content.Length)).OrderBy(f => f.Path, StringComparer.Ordinal)];

        public ReadOnlyMemory<byte> Read(TreeFile file) => byPath[file.Path].Content;
    }
}
