using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Adapters.Registry;

/// <summary>How registries are asked.</summary>
public sealed record RegistryOptions
{
    /// <summary>A docker <c>config.json</c> with credentials, read again at each challenge; null: none.</summary>
    public string? DockerConfig { get; init; }

    /// <summary>Files with <c>user:password</c>, read again at each challenge; they go before <see cref="DockerConfig"/>.</summary>
    public IReadOnlyList<RegistryCredentials> Credentials { get; init; } = [];

    /// <summary>Certificates in PEM that are trusted besides the system's, read again at each connection that needs them.</summary>
    public string? CaFile { get; init; }

    /// <summary>Registries besides loopback that are asked over plain HTTP, as <c>host:port</c>.</summary>
    public IReadOnlyList<string> InsecureHosts { get; init; } = [];

    /// <summary>Registries on loopback that are asked over TLS, as <c>host:port</c>.</summary>
    public IReadOnlyList<string> SecureHosts { get; init; } = [];

    /// <summary>How long one question may take, with its tokens, redirects and repetitions.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a busy registry is left alone the first time, unless it says so itself; doubled each time after.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);
}
