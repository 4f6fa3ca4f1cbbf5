using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What one file says about its version.</summary>
public sealed record VersionReading(IReadOnlyList<VersionPlace> Places)
{
    /// <summary>The package that the file describes, if it says so.</summary>
    public string? Package { get; init; }

    /// <summary>Versions that the file asks of other packages of its workspace, by their names; a release moves them along.</summary>
    public IReadOnlyList<VersionPlace> Requirements { get; init; } = [];

    /// <summary>The file says that its version comes from elsewhere, in these words.</summary>
    public string? Computed { get; init; }

    /// <summary>Why the file could not be read.</summary>
    public string? Unreadable { get; init; }

    /// <summary>People said that it states the release's version: what it says at other tags does not count.</summary>
    public bool IsConfigured { get; init; }

    public static VersionReading Nothing { get; } = new([]);

    internal static VersionReading Of(string text, IVersionFormat format)
    {
        try
        {
            return format.Read(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return Failed("reading it takes too long");
        }
    }

    public static VersionReading Failed(string why) => new([]) { Unreadable = why };

    public static VersionReading From(string why) => new([]) { Computed = why };
}
