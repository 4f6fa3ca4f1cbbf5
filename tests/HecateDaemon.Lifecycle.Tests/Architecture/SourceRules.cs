using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Tests.Architecture;

/// <summary>What every source file keeps to. Each rule answers with what is wrong, one sentence each.</summary>
internal static partial class SourceRules
{
    private const int LongestFile = 300;

    private static readonly string[] SayNothing =
        ["Service", "Manager", "Helper", "Util", "Common", "Shared", "Handler", "Processor", "Info"];

    public static IEnumerable<string> Broken(SourceFile file) =>
    [
        .. TooLong(file), .. NamesThatSayNothing(file), .. NotNamedAfterAType(file), .. NamespacesBeyondTheFeature(file),
    ];

    /// <summary>A type in several parts is sealed if one of them says so.</summary>
    public static IEnumerable<string> Unsealed(IEnumerable<SourceFile> files) => files
        .SelectMany(f => f.Types.Select(type => (File: f, Type: type)))
        .Where(d => d.Type.CouldBeSealed)
        .GroupBy(d => (d.File.Namespace, d.Type.Name))
        .Where(parts => !parts.Any(d => d.Type.SaysHowItIsDerivedFrom))
        .Select(parts => $"{parts.First().File.Path}: {parts.Key.Name} is neither sealed nor abstract nor static");

    private static IEnumerable<string> TooLong(SourceFile file) =>
        file.Lines > LongestFile ? [$"{file.Path}: {file.Lines} lines, more than {LongestFile}"] : [];

    private static IEnumerable<string> NamesThatSayNothing(SourceFile file) => file.Folders
        .Concat(file.Types.Select(t => t.Name))
        .Where(name => LastWord().Match(name) is { Success: true } word && SayNothing.Contains(word.Value.TrimEnd('s'), StringComparer.Ordinal))
        .Select(name => $"{file.Path}: '{name}' says nothing about what it is for");

    private static IEnumerable<string> NotNamedAfterAType(SourceFile file) =>
        file.Name is "Program" || file.Types.Any(t => t.Name == file.Name) ? [] : [$"{file.Path}: no type {file.Name} in it"];

    private static IEnumerable<string> NamespacesBeyondTheFeature(SourceFile file)
    {
        // The benchmarks are a program and not a feature beside others: their folders are only there to be found.
        var wanted = string.Join('.', file.Folders.Take(file.Folders[0] is "HecateDaemon.Benchmarks" ? 1 : 2));
        return file.Namespace is null && file.Name is "Program" || file.Namespace == wanted
            ? []
            : [$"{file.Path}: namespace {file.Namespace ?? "(none)"}, not {wanted}"];
    }

    [GeneratedRegex("[A-Z][a-z]+$", RegexOptions.None, 60_000)]
    private static partial Regex LastWord();
}
