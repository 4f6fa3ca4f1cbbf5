using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>What a tag leads to: one image, or an index of one image per platform.</summary>
internal abstract partial record ImageManifest
{
    private ImageManifest()
    {
    }

    public IReadOnlyDictionary<string, string?> Annotations { get; private init; } =
        new Dictionary<string, string?>(StringComparer.Ordinal);

    internal sealed record Index(IReadOnlyList<PlatformImage> Platforms) : ImageManifest;

    /// <summary>One image; its platform stands in the configuration, unless that is some artifact's.</summary>
    internal sealed record Single(Digest? Configuration) : ImageManifest;

    public static bool TryParse(
        byte[] body, [NotNullWhen(true)] out ImageManifest? manifest, [NotNullWhen(false)] out string? whyNot)
    {
        manifest = null;
        try
        {
            var json = JsonSerializer.Deserialize(body, RegistryJson.Default.ManifestJson);
            (manifest, whyNot) = json switch
            {
                { SchemaVersion: not 2 } => (null, $"its schemaVersion is not 2 but '{json.SchemaVersion}'"),
                // Readers would disagree about what such a document is (CVE-2021-41190).
                { Manifests: not null } when json.Config is not null || json.Layers is not null =>
                    (null, "it is an image and an index at once"),
                { Manifests: { } entries } => ReadIndex(entries),
                { Config: { } configuration } => ReadSingle(configuration),
                _ => (null, "it has neither 'config' nor 'manifests'"),
            };
            manifest = manifest is not null && json?.Annotations is { } annotations ? manifest with { Annotations = annotations } : manifest;
        }
        catch (JsonException e)
        {
            whyNot = e.Message;
        }

        return manifest is not null;
    }

    /// <summary><c>os/architecture[/variant]</c>, or null where that is not said or is no name.</summary>
    public static string? NameOf(PlatformJson? platform)
    {
        var name = platform is { Variant: null or "" }
            ? $"{platform.Os}/{platform.Architecture}"
            : $"{platform?.Os}/{platform?.Architecture}/{platform?.Variant}";
        return PlatformPattern().IsMatch(name) ? name : null;
    }

    private static (ImageManifest?, string?) ReadIndex(IEnumerable<DescriptorJson?> entries)
    {
        var platforms = new List<PlatformImage>();
        foreach (var entry in entries)
        {
            if (!Digest.TryParse(entry?.Digest, out var digest))
            {
                return (null, $"an entry's digest is not {Digest.Grammar}");
            }

            // BuildKit lists its attestations under this platform: they are no images.
            if (NameOf(entry.Platform) is { } platform and not "unknown/unknown")
            {
                platforms.Add(new(platform, digest));
            }
        }

        return (new Index(platforms), null);
    }

    private static (ImageManifest?, string?) ReadSingle(DescriptorJson configuration)
    {
        if (!Digest.TryParse(configuration.Digest, out var digest))
        {
            return (null, $"its configuration's digest is not {Digest.Grammar}");
        }

        var isImage = configuration.MediaType is
            "application/vnd.oci.image.config.v1+json" or "application/vnd.docker.container.image.v1+json";
        return (new Single(isImage ? digest : null), null);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}(/[A-Za-z0-9._-]{1,64}){1,2}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlatformPattern();
}
