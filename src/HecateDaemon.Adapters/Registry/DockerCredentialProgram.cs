using System.Text.Json;
using System.Text.RegularExpressions;
using HecateDaemon.Adapters.Executables;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>
/// Asks one of docker's credential helpers (<c>docker-credential-NAME get</c>): the clouds' registries give passwords that
/// are good for hours only, and their helpers renew them.
/// </summary>
internal static partial class DockerCredentialProgram
{
    private const string NotThere = "credentials not found in native keychain";

    /// <summary>Null where the helper says that it has none.</summary>
    public static async Task<RegistrySecret?> AskAsync(string name, string registry, CancellationToken ct)
    {
        if (!NamePattern().IsMatch(name))
        {
            throw Broken("the docker configuration names a credential helper that cannot be one");
        }

        var program = $"docker-credential-{name}";
        var server = registry == "docker.io" ? "https://index.docker.io/v1/" : registry;
        var end = await Executable.RunAsync(program, ["get"], server, new Dictionary<string, string>(StringComparer.Ordinal), ct);
        return end switch
        {
            { ExitCode: 0 } => Read(end.Output, program, registry),
            _ when (end.Output + end.Errors).Contains(NotThere, StringComparison.OrdinalIgnoreCase) => null,
            // Without its words: nobody knows what a helper says.
            _ => throw Broken($"{program} ended with {end.ExitCode} when asked for the credentials of {registry}: call it by hand to see why"),
        };
    }

    private static RegistrySecret Read(string output, string program, string registry)
    {
        try
        {
            return JsonSerializer.Deserialize(output, RegistryJson.Default.HelperJson) switch
            {
                { Username: "<token>", Secret.Length: > 0 } json => RegistrySecret.OfIdentityToken(json.Secret),
                { Username.Length: > 0, Secret: not null } json => RegistrySecret.OfPair($"{json.Username}:{json.Secret}"),
                _ => throw Broken($"{program} gave no credentials for {registry}"),
            };
        }
        catch (JsonException)
        {
            throw Broken($"{program} did not answer in JSON when asked for the credentials of {registry}");
        }
    }

    private static OutsideWorldException Broken(string message) => new(message) { NeedsPerson = true };

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}
