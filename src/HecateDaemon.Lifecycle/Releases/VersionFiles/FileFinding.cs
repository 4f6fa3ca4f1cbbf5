using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A version file at a tag: where in it which version stands, and what that means.</summary>
public sealed record FileFinding(string Path, string Key, string? Version, FileVerdict Verdict, string? Why)
{
    /// <summary>People named it as a version file.</summary>
    [JsonIgnore]
    public bool IsConfigured { get; init; }
}

/// <summary>What a version file says about a release.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FileVerdict>))]
public enum FileVerdict
{
    Equal,
    Differs,
    Unreadable,

    /// <summary>It has no version, one from elsewhere, or one of its own.</summary>
    NotVersionedHere,
}
