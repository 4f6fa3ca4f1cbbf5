namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// What a tag says besides its version: <c>1.2-alpine3.20</c> and <c>v1.3-alpine3.21</c> are of one flavour,
/// <c>1.3-debian</c> and <c>latest</c> are of others. Pre-releases, build numbers and hashes make no flavour.
/// </summary>
internal static class TagFlavour
{
    private const int ShortestHash = 7;

    private static readonly string[] OfVersions = ["", "v", "a", "alpha", "b", "beta", "build", "dev", "p", "pre", "preview", "r", "rc"];

    public static bool IsSame(string tag, string other) => Words(tag).SequenceEqual(Words(other), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Words(string tag) => tag
        .Split('-', '_', '.')
        .Where(part => !IsHash(part))
        .Select(part => string.Concat(part.Where(c => !char.IsAsciiDigit(c))))
        .Where(word => !OfVersions.Contains(word, StringComparer.OrdinalIgnoreCase));

    private static bool IsHash(string part) =>
        part.Length >= ShortestHash && part.All(char.IsAsciiHexDigitLower) && part.Any(char.IsAsciiDigit);
}
