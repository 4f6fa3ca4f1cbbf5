using System.Text.Json;
using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Subcommands;

/// <summary>What <c>images --json</c> answers. A place has a tag, a digest or both.</summary>
internal sealed record ImagesAnswer(IReadOnlyList<FoundPlace> Places, IReadOnlyList<UnclearPlace> Unclear);

internal sealed record FoundPlace(string File, int Line, int Column, string Kind, string Image, string? Tag, string? Digest)
{
    public static FoundPlace Of(ImagePlace p) => new(p.File, p.Line, p.Column, p.Kind, p.Image, p.Tag?.Text, p.Digest?.Text);
}

/// <summary>What <c>bump --json</c> answers. Old equals new where the version stands already.</summary>
internal sealed record BumpAnswer(
    bool Written, IReadOnlyList<ChangedPlace> Places, IReadOnlyList<FoundPlace> LeftAlone, IReadOnlyList<UnclearPlace> Unclear);

internal sealed record ChangedPlace(string File, int Line, int Column, string Kind, string Old, string New);

/// <summary>Where something stands that may be a place, and why that cannot be told.</summary>
internal sealed record UnclearPlace(string File, int Line, string Why)
{
    public static IReadOnlyList<UnclearPlace> Of(IEnumerable<CannotTell> unclear) => [.. unclear.Select(u => new UnclearPlace(u.File, u.Line, u.Why))];
}

/// <summary>Snake case, as the daemon's own answers.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ImagesAnswer))]
[JsonSerializable(typeof(BumpAnswer))]
internal sealed partial class SubcommandJson : JsonSerializerContext;
