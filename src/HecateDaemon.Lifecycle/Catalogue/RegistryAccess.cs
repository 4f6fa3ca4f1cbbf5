namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>How container registries are reached.</summary>
public sealed record RegistryAccess
{
    /// <summary>A docker <c>config.json</c> with credentials; null: registries are asked anonymously.</summary>
    public string? DockerConfig { get; init; }

    /// <summary>Credentials in files of their own; they go before those of <see cref="DockerConfig"/>.</summary>
    public IReadOnlyList<RegistryCredentials> Credentials { get; init; } = [];

    /// <summary>Certificates in PEM that are trusted besides the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>Registries besides loopback that are asked over plain HTTP, as <c>host:port</c>.</summary>
    public IReadOnlyList<string> InsecureHosts { get; init; } = [];

    /// <summary>Registries on loopback that are asked over TLS, as <c>host:port</c>.</summary>
    public IReadOnlyList<string> SecureHosts { get; init; } = [];

    /// <summary>The <c>cosign</c> executable that verifies signatures; null: only whether there is one is looked at.</summary>
    public CosignAccess? Cosign { get; init; }
}

/// <summary>The credentials for one registry (<c>host[:port]</c>): a file that holds <c>user:password</c>.</summary>
public sealed record RegistryCredentials(string Host, string File);

/// <summary>How <c>cosign verify</c> is called; the arguments say whose signature counts.</summary>
public sealed record CosignAccess(string Executable, IReadOnlyList<string> Arguments);
