using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>
/// An image's registry and repository in their full form, without tag or digest: <c>nginx</c> is
/// <c>docker.io/library/nginx</c>, as the distribution reference grammar normalises it.
/// </summary>
[JsonConverter(typeof(TextValueJsonConverter<ImageName>))]
public readonly partial record struct ImageName : ITextValue<ImageName>
{
    private const string DockerHub = "docker.io";

    private readonly string? host;
    private readonly string? path;

    private ImageName(string host, string path)
    {
        this.host = host;
        this.path = path;
    }

    public static string Grammar => "an image repository such as ghcr.io/org/app, without tag or digest";

    /// <summary>Host and optional port, such as <c>ghcr.io</c> or <c>127.0.0.1:5000</c>.</summary>
    public string Registry => host ?? "";

    /// <summary>The path within the registry, such as <c>org/app</c>.</summary>
    public string Repository => path ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out ImageName value)
    {
        value = default;
        if (text is null || text.Length > 255)
        {
            return false;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var head = slash < 0 ? "" : text[..slash];
        var hasRegistry = head == "localhost" || head.Contains('.', StringComparison.Ordinal) ||
                          head.Contains(':', StringComparison.Ordinal) || head.Any(char.IsAsciiLetterUpper);
        var registry = hasRegistry ? head.ToLowerInvariant() : DockerHub;
        var repository = hasRegistry ? text[(slash + 1)..] : text;
        registry = registry is "index.docker.io" or "registry-1.docker.io" ? DockerHub : registry;
        repository = registry == DockerHub && !repository.Contains('/', StringComparison.Ordinal)
            ? "library/" + repository
            : repository;
        if (!RegistryPattern().IsMatch(registry) || !RepositoryPattern().IsMatch(repository))
        {
            return false;
        }

        value = new(registry, repository);
        return true;
    }

    /// <summary>For text that was checked before; anything else is a bug.</summary>
    public static ImageName Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not {Grammar}");

    public override string ToString() => host is null ? "" : $"{host}/{path}";

    [GeneratedRegex(@"\A([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(:[0-9]{1,5})?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RegistryPattern();

    [GeneratedRegex(@"\A[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RepositoryPattern();
}
