using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Semver;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>A version by Semantic Versioning 2.0, written without a leading <c>v</c>; ordered by its precedence.</summary>
[JsonConverter(typeof(TextValueJsonConverter<ReleaseVersion>))]
public readonly record struct ReleaseVersion : ITextValue<ReleaseVersion>, IComparable<ReleaseVersion>
{
    /// <summary>Longer than any real version, shorter than an OCI tag may be (128).</summary>
    private const int MaxLength = 120;

    private readonly SemVersion? version;

    private ReleaseVersion(SemVersion version) => this.version = version;

    public static string Grammar => "a semantic version such as 0.7.3 (semver.org 2.0, with or without a leading 'v')";

    private SemVersion Version => version ?? throw new InvalidOperationException("this version was never given");

    /// <summary>Reads <c>0.7.3</c> and <c>v0.7.3</c> as the same version.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ReleaseVersion value)
    {
        var bare = text is ['v', .. var rest] ? rest : text;
        var parsed = SemVersion.TryParse(bare, SemVersionStyles.Strict, out var version, MaxLength);
        value = parsed ? new(version!) : default;
        return parsed;
    }

    /// <summary>For text that was checked before; anything else is a bug.</summary>
    public static ReleaseVersion Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not {Grammar}");

    /// <summary>Precedence by semver.org 2.0 §11: build metadata does not count.</summary>
    public int CompareTo(ReleaseVersion other) => Version.ComparePrecedenceTo(other.Version);

    public override string ToString() => version?.ToString() ?? "";

    public static bool operator <(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) >= 0;
}
