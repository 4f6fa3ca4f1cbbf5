using System.Net.Http.Headers;
using System.Text;

namespace HecateDaemon.Adapters.Registry;

/// <summary>
/// What we have for a registry: user and password, or an identity token, which is only good for asking a token server. A
/// class: a record would print it.
/// </summary>
internal sealed class RegistrySecret
{
    private RegistrySecret()
    {
    }

    public AuthenticationHeaderValue? Basic { get; private init; }

    public string? IdentityToken { get; private init; }

    public static RegistrySecret OfPair(string userAndPassword) =>
        new() { Basic = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword))) };

    public static RegistrySecret OfIdentityToken(string token) => new() { IdentityToken = token };
}
