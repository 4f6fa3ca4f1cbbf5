namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>How container registries are reached.</summary>
public sealed record RegistryAccess
{
    /// <summary>A docker <c>config.json</c> with credentials; null: registries are asked anonymously.</summary>
    public string? DockerConfig { get; init; }

    /// <summary>Registries besides loopback that are asked over plain HTTP, as <c>host:port</c>.</summary>
    public IReadOnlyList<string> InsecureHosts { get; init; } = [];
}
