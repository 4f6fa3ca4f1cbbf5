using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads a division's <c>Advice</c>.</summary>
internal static class AdviceReader
{
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
        if (!globs.All(PathGlob.IsOne))
        {
            settings.Wrong(key, $"must each be {PathGlob.Grammar}");
        }

        return globs;
    }
}
