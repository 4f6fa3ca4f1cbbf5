using HecateDaemon.Lifecycle.Images;

namespace HecateDaemon.Adapters.Registry;

/// <summary>Reads where an image says that it came from: its own labels go before annotations, the nearest one first.</summary>
internal static class OriginLabels
{
    private const int Longest = 500;

    public static ImageOrigin Read(params ReadOnlySpan<IReadOnlyDictionary<string, string?>> nearestFirst) => new(
        Find("org.opencontainers.image.revision", nearestFirst),
        Find("org.opencontainers.image.version", nearestFirst),
        Find("org.opencontainers.image.source", nearestFirst));

    private static string? Find(string key, ReadOnlySpan<IReadOnlyDictionary<string, string?>> nearestFirst)
    {
        foreach (var labels in nearestFirst)
        {
            if (labels.GetValueOrDefault(key) is { Length: > 0 } value)
            {
                return value.Length <= Longest && !value.Any(char.IsControl) ? value : "(something unreadable)";
            }
        }

        return null;
    }
}
