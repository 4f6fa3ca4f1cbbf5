namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads a division's <c>Advice</c>.</summary>
internal static class AdviceReader
{
    private const int LongestGlob = 256;

    public static Advice? Read(SectionReader? settings)
    {
        if (settings is null)
        {
            return null;
        }

        var advice = new Advice
        {
            Mesh = GlobsOf(settings, nameof(Advice.Mesh)),
            EventStoreSchema = GlobsOf(settings, nameof(Advice.EventStoreSchema)),
            CannotCoexist = GlobsOf(settings, nameof(Advice.CannotCoexist)),
        };
        settings.NothingElse();
        return advice;
    }

    private static IReadOnlyList<string> GlobsOf(SectionReader settings, string key)
    {
        var globs = settings.Texts(key);
        if (globs.Any(g => g.Length > LongestGlob || g.StartsWith('/') || g.Contains('\\', StringComparison.Ordinal)))
        {
            settings.Wrong(key, $"must be globs of at most {LongestGlob} characters from the repository's root, with '/', such as src/mesh/**");
        }

        return globs;
    }
}
