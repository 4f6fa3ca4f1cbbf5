using System.Text.Json;
using System.Text.Json.Serialization;

namespace HecateDaemon.Adapters.Registry;

/// <summary>The parts that we read of what registries, token servers and docker's configuration write.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ManifestJson))]
[JsonSerializable(typeof(ImageConfigJson))]
[JsonSerializable(typeof(ErrorsJson))]
[JsonSerializable(typeof(TokenJson))]
[JsonSerializable(typeof(DockerConfigJson))]
[JsonSerializable(typeof(HelperJson))]
internal sealed partial class RegistryJson : JsonSerializerContext;

/// <summary>An image manifest or an index, of OCI or Docker.</summary>
internal sealed record ManifestJson(
    int? SchemaVersion,
    DescriptorJson? Config,
    JsonElement? Layers,
    IReadOnlyList<DescriptorJson?>? Manifests,
    IReadOnlyDictionary<string, string?>? Annotations,
    string? ArtifactType = null);

/// <summary>In the list of an image's referrers, with what their manifests say.</summary>
internal sealed record DescriptorJson(
    string? MediaType, string? Digest, PlatformJson? Platform, string? ArtifactType = null, IReadOnlyDictionary<string, string?>? Annotations = null);

internal sealed record PlatformJson(string? Os, string? Architecture, string? Variant);

internal sealed record ImageConfigJson(string? Os, string? Architecture, string? Variant, RunConfigJson? Config, string? Created);

/// <summary>Docker writes its labels' names as they are, whatever the case of the names around.</summary>
internal sealed record RunConfigJson([property: JsonPropertyName("Labels")] IReadOnlyDictionary<string, string?>? Labels);

internal sealed record ErrorsJson(IReadOnlyList<ErrorJson?>? Errors);

internal sealed record ErrorJson(string? Code);

/// <summary>A class, as the next one: a record would print its secrets.</summary>
internal sealed class TokenJson
{
    public string? Token { get; init; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }
}

internal sealed class DockerAuthJson
{
    public string? Auth { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; init; }
}

/// <summary>What a credential helper prints.</summary>
internal sealed class HelperJson
{
    [JsonPropertyName("Username")]
    public string? Username { get; init; }

    [JsonPropertyName("Secret")]
    public string? Secret { get; init; }
}

internal sealed record DockerConfigJson(
    Dictionary<string, DockerAuthJson?>? Auths, Dictionary<string, string?>? CredHelpers, string? CredsStore);
