using HecateDaemon.Adapters.Secrets;

namespace HecateDaemon.Adapters.Registry;

/// <summary>Where credentials are looked for: first in the registry's own file, then in the docker configuration.</summary>
internal sealed class RegistrySecrets(RegistryOptions options)
{
    private readonly DockerConfig? docker = options.DockerConfig is { } path ? new(path) : null;

    /// <summary>Says where credentials were looked for, as the end of a sentence.</summary>
    public string WhereFor(string registry) => (FileOf(registry), options.DockerConfig) switch
    {
        ({ } file, _) => $"the credentials are in {file}",
        (_, { } config) => $"the docker configuration is {config}",
        _ => "no credentials and no docker configuration are set",
    };

    /// <summary>What we have for a registry, or null: then we are anonymous.</summary>
    public async Task<RegistrySecret?> FindAsync(string registry, CancellationToken ct)
    {
        if (FileOf(registry) is not { } file)
        {
            return docker is null ? null : await docker.FindAsync(registry, ct);
        }

        return RegistrySecret.OfPair(SecretFile.ReadPair(file, $"credentials for {registry}"));
    }

    private string? FileOf(string registry) =>
        options.Credentials.FirstOrDefault(c => c.Host.Equals(registry, StringComparison.OrdinalIgnoreCase))?.File;
}
