namespace HecateDaemon.Adapters.Registry;

/// <summary>How registries are asked.</summary>
public sealed record RegistryOptions
{
    /// <summary>A docker <c>config.json</c> with credentials, read again at each challenge; null: none.</summary>
    public string? DockerConfig { get; init; }

    /// <summary>Registries besides loopback that are asked over plain HTTP, as <c>host:port</c>.</summary>
    public IReadOnlyList<string> InsecureHosts { get; init; } = [];

    /// <summary>How long one question may take, with its tokens and redirects.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);
}
