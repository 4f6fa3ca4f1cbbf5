using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Tests.Architecture;

/// <summary>A C# file: its path from the repository's root, with '/', and its text.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>The folders below <c>src</c> or <c>tests</c>; the first is the project.</summary>
    public IReadOnlyList<string> Folders { get; } = Path.Split('/')[1..^1];

    /// <summary>The file's name up to its first dot.</summary>
    public string Name { get; } = Path.Split('/')[^1].Split('.')[0];

    public int Lines => Text.Count(c => c is '\n') + (Text.EndsWith('\n') ? 0 : 1);

    public string? Namespace => NamespacePattern().Match(Text) is { Success: true } match ? match.Groups["name"].Value : null;

    public IEnumerable<DeclaredType> Types => TypePattern().Matches(Text)
        .Select(m => new DeclaredType(m.Groups["name"].Value, m.Groups["kind"].Value, m.Groups["modifiers"].Value));

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(
        @"^[ \t]*(?<modifiers>((public|internal|private|protected|file|sealed|static|abstract|partial|readonly|ref|unsafe) +)*)" +
        @"(?<kind>class|interface|enum|struct|record struct|record class|record) +(?<name>[A-Za-z_]\w*)\s*([<({;:]|$|where)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex TypePattern();
}

/// <summary>A type as its declaration names it.</summary>
internal sealed record DeclaredType(string Name, string Kind, string Modifiers)
{
    public bool CouldBeSealed => Kind is "class" or "record" or "record class";

    public bool SaysHowItIsDerivedFrom => Modifiers.Split(' ').Any(m => m is "sealed" or "static" or "abstract");
}
