using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>Builds and pushes small images, as CI does; the same labels give the same digest.</summary>
public sealed class ImagePusher(Uri registry, AuthenticationHeaderValue? login = null) : IDisposable
{
    private const string OctetStream = "application/octet-stream";

    private readonly HttpClient http = new()
    {
        BaseAddress = registry,
        DefaultRequestHeaders = { Authorization = login },
    };

    /// <summary>Pushes an image of one layer; the answer is the digest of its manifest.</summary>
    public async Task<string> PushAsync(
        string repository,
        string tag,
        IReadOnlyDictionary<string, string> labels,
        string platform = "linux/amd64",
        ImageFormat format = ImageFormat.Oci,
        ImageProgram? program = null,
        string? created = null) =>
        (await PushManifestAsync(repository, tag, labels, platform, format, program, created)).Digest;

    /// <summary>Pushes an index of one image per platform and an attestation, as BuildKit does.</summary>
    public async Task<string> PushIndexAsync(
        string repository,
        string tag,
        IReadOnlyDictionary<string, string> labels,
        IEnumerable<string> platforms,
        ImageFormat format = ImageFormat.Oci)
    {
        var entries = new List<object>();
        foreach (var platform in platforms.Append("unknown/unknown"))
        {
            var (digest, size) = await PushManifestAsync(repository, reference: null, labels, platform, format, program: null);
            entries.Add(new { mediaType = ManifestType(format), digest, size, platform = PlatformOf(platform) });
        }

        var type = format is ImageFormat.Oci
            ? "application/vnd.oci.image.index.v1+json"
            : "application/vnd.docker.distribution.manifest.list.v2+json";
        var index = new { schemaVersion = 2, mediaType = type, manifests = entries };
        return await PutManifestAsync(repository, tag, JsonSerializer.SerializeToUtf8Bytes(index), type);
    }

    /// <summary>Takes an image away, with every tag that names it.</summary>
    public async Task DeleteAsync(string repository, string digest)
    {
        using var response = await http.DeleteAsync(PathOf(repository, $"manifests/{digest}"));
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();

    private async Task<(string Digest, int Size)> PushManifestAsync(
        string repository,
        string? reference,
        IReadOnlyDictionary<string, string> labels,
        string platform,
        ImageFormat format,
        ImageProgram? program,
        string? created = null)
    {
        var tar = program is null ? TarOf("hello.txt", "hello"u8.ToArray()) : TarOf(program.Name, program.File);
        var layer = Gzip(tar);
        var description = PlatformOf(platform);
        description["config"] = new JsonObject
        {
            ["Labels"] = JsonSerializer.SerializeToNode(labels),
            ["Entrypoint"] = program is null ? null : JsonSerializer.SerializeToNode(program.Entrypoint),
        };
        description["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(DigestOf(tar)) };
        if (created is not null)
        {
            description["created"] = created;
        }

        var config = JsonSerializer.SerializeToUtf8Bytes(description);
        await PushBlobAsync(repository, layer);
        await PushBlobAsync(repository, config);

        var isOci = format is ImageFormat.Oci;
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = ManifestType(format),
            config = new
            {
                mediaType = isOci
                    ? "application/vnd.oci.image.config.v1+json"
                    : "application/vnd.docker.container.image.v1+json",
                digest = DigestOf(config),
                size = config.Length,
            },
            layers = new[]
            {
                new
                {
                    mediaType = isOci
                        ? "application/vnd.oci.image.layer.v1.tar+gzip"
                        : "application/vnd.docker.image.rootfs.diff.tar.gzip",
                    digest = DigestOf(layer),
                    size = layer.Length,
                },
            },
        });
        reference ??= DigestOf(manifest);
        return (await PutManifestAsync(repository, reference, manifest, ManifestType(format)), manifest.Length);
    }

    private async Task<string> PutManifestAsync(string repository, string reference, byte[] manifest, string type)
    {
        using var content = ContentOf(manifest, type);
        using var response = await http.PutAsync(PathOf(repository, $"manifests/{reference}"), content);
        response.EnsureSuccessStatusCode();
        return DigestOf(manifest);
    }

    private async Task PushBlobAsync(string repository, byte[] blob)
    {
        var digest = DigestOf(blob);
        using var look = new HttpRequestMessage(HttpMethod.Head, PathOf(repository, $"blobs/{digest}"));
        using var seen = await http.SendAsync(look);
        if (seen.StatusCode is HttpStatusCode.OK)
        {
            return;
        }

        using var begun = await http.PostAsync(PathOf(repository, "blobs/uploads/"), content: null);
        begun.EnsureSuccessStatusCode();
        var upload = new Uri(registry, begun.Headers.Location!);
        var separator = upload.Query.Length > 0 ? '&' : '?';
        using var content = ContentOf(blob, OctetStream);
        using var put = await http.PutAsync(new Uri($"{upload}{separator}digest={digest}"), content);
        put.EnsureSuccessStatusCode();
    }

    private static byte[] TarOf(string name, byte[] file)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            using var data = new MemoryStream(file);
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = data,
                ModificationTime = DateTimeOffset.UnixEpoch,
                Mode = (UnixFileMode)0b111_101_101,
            });
        }

        return tar.ToArray();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static Uri PathOf(string repository, string rest) => new($"/v2/{repository}/{rest}", UriKind.Relative);

    private static JsonObject PlatformOf(string platform) => new(new[] { "os", "architecture", "variant" }
        .Zip(platform.Split('/'), (key, value) => KeyValuePair.Create(key, (JsonNode?)value)));

    private static string ManifestType(ImageFormat format) => format is ImageFormat.Oci
        ? "application/vnd.oci.image.manifest.v1+json"
        : "application/vnd.docker.distribution.manifest.v2+json";

    private static ByteArrayContent ContentOf(byte[] bytes, string type) =>
        new(bytes) { Headers = { ContentType = new(type) } };

    private static string DigestOf(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
}

/// <summary>What an image runs: one file in its root, and the whole command.</summary>
public sealed record ImageProgram(string Name, byte[] File, IReadOnlyList<string> Entrypoint);

/// <summary>Whose media types an image is written in.</summary>
public enum ImageFormat
{
    Oci,
    Docker,
}
