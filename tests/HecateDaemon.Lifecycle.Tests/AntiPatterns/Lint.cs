using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

/// <summary>All rules, as the daemon has them, over a few texts.</summary>
internal static class Lint
{
    public static IReadOnlyList<IAntiPattern> Rules => AntiPatternRules.All;

    public static IReadOnlyList<FileReport> Reports(LintSettings settings, params (string Path, string Text)[] files) =>
        [.. new Linter(Rules, settings, Baseline.Empty).Look(new MemoryTree(files), CancellationToken.None)];

    /// <summary>What is found, as <c>rule file:line:column</c>.</summary>
    public static IReadOnlyList<string> Of(params (string Path, string Text)[] files) => Of(LintSettings.Default, files);

    public static IReadOnlyList<string> Of(LintSettings settings, params (string Path, string Text)[] files) =>
        [.. Reports(settings, files).SelectMany(r => r.Findings).Select(Line)];

    public static IReadOnlyList<Finding> Findings(string path, string text) =>
        [.. Reports(LintSettings.Default, (path, text)).SelectMany(r => r.Findings)];

    public static IReadOnlyList<CannotTell> Unclear(params (string Path, string Text)[] files) =>
        [.. Reports(LintSettings.Default, files).SelectMany(r => r.Unclear)];

    /// <summary>The codes of the rules that find something in a file, each once.</summary>
    public static IReadOnlyList<string> Codes(string path, string text) =>
        [.. Findings(path, text).Select(f => f.Rule).Distinct(StringComparer.Ordinal)];

    /// <summary>A Deployment with one container of this image.</summary>
    public static string Deployment(string image, string name = "app") =>
        $"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {name}
        spec:
          template:
            spec:
              containers:
                - name: app
                  image: {image}

        """;

    private static string Line(Finding finding)
    {
        var place = (FindingPlace.InFile)finding.Place;
        return $"{finding.Rule} {place.File}:{place.Line}:{place.Column}";
    }
}
