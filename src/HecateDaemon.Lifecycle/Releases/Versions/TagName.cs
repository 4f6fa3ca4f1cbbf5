using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>
/// A tag that names a version, and what stands before it: nothing, or the component of a monorepo
/// (<c>daemon-v1.2.3</c>, <c>api/v1.2.3</c>, <c>@scope/name@1.2.3</c>). Tags of one component follow each other.
/// </summary>
public sealed partial record TagName(string Name, string Component, VersionNumber Version)
{
    private static readonly HashSet<string> Meaningless =
        new(["", "release", "releases", "rel", "version", "ver", "tag", "tags", "r"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Read with any prefix.</summary>
    public static bool TryParse(string name, [NotNullWhen(true)] out TagName? tag)
    {
        tag = null;
        if (Shape().Match(Dotted(name)) is not { Success: true } match || !VersionNumber.TryParse(match.Groups["version"].Value, out var version))
        {
            return false;
        }

        tag = new(name, ComponentOf(match.Groups["prefix"].Value), version);
        return true;
    }

    /// <summary>As CVS wanted it: <c>curl-7_80_0</c>, <c>LANG_3_7</c>. Four digits at first are a year: a day, not a version.</summary>
    private static string Dotted(string name) =>
        !name.Contains('.', StringComparison.Ordinal) && Underscored().Match(name) is { Success: true } match
            ? $"{match.Groups["prefix"].Value}-{match.Groups["version"].Value.Replace('_', '.')}"
            : name;

    /// <summary>The component that a prefix such as <c>daemon-v</c> stands for; empty for <c>v</c> and for words that mean any release.</summary>
    public static string ComponentOf(string prefix)
    {
        var bare = prefix is "v" or "V" || (prefix is [.., var before, 'v' or 'V'] && !char.IsLetter(before)) ? prefix[..^1] : prefix;
        var component = bare.TrimEnd('-', '_', '/', '@', '.');
        return Meaningless.Contains(component) ? "" : component;
    }

    /// <summary>Read with exactly this prefix, such as <c>v</c> or <c>daemon-v</c>.</summary>
    public static bool TryParse(string name, string prefix, [NotNullWhen(true)] out TagName? tag)
    {
        VersionNumber? version = null;
        tag = name.StartsWith(prefix, StringComparison.Ordinal) && name.AsSpan(prefix.Length) is [>= '0' and <= '9', ..] &&
            VersionNumber.TryParse(name[prefix.Length..], out version)
            ? new(name, ComponentOf(prefix), version)
            : null;
        return tag is not null;
    }

    [GeneratedRegex(@"\A(?<prefix>[A-Za-z][A-Za-z0-9-]{0,40}?)[-_]?(?<version>[0-9]{1,3}(_[0-9]{1,4}){1,3}([-_]?(alpha|beta|rc|pre|b|m)[-_]?[0-9]{0,3})?)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Underscored();

    [GeneratedRegex(@"\A(?<prefix>|[A-Za-z]+|[^\s]*?[-_/@.])[vV]?\.?(?<version>[0-9]+\.[0-9]+[^\s]*)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
