using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Files of a code repository that state its version in a way of their own: which, and what stands around it.</summary>
public sealed record VersionFilePattern
{
    public const string Grammar =
        "a regular expression of .NET with one group, named version, such as ^#define VERSION \"(?<version>[^\"]+)\"";

    private const int Longest = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private VersionFilePattern(string path, Regex pattern) => (Path, Pattern) = (path, pattern);

    /// <summary>A glob from the repository's root, such as <c>include/**/version.h</c>.</summary>
    public string Path { get; }

    /// <summary>Gives up after a second. <c>^</c> and <c>$</c> are ends of lines.</summary>
    public Regex Pattern { get; }

    public static bool TryParse(string path, string pattern, [NotNullWhen(true)] out VersionFilePattern? parsed)
    {
        parsed = null;
        try
        {
            var regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, Patience);
            parsed = PathGlob.IsOne(path) && pattern.Length <= Longest && regex.GetGroupNames() is ["0", "version"] ? new(path, regex) : null;
        }
        catch (ArgumentException)
        {
            // It is no regular expression: the grammar says what is wanted.
        }

        return parsed is not null;
    }
}
