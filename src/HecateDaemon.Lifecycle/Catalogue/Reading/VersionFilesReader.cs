using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads a division's <c>VersionFiles</c>.</summary>
internal static class VersionFilesReader
{
    public static IReadOnlyList<VersionFilePattern> Read(SectionReader division) =>
        division.Sections(nameof(Division.VersionFiles)) is [_, ..] given ? [.. given.Select(One).OfType<VersionFilePattern>()] : [];

    private static VersionFilePattern? One(SectionReader settings)
    {
        var path = settings.Required(nameof(VersionFilePattern.Path), standIn: "", (text, out value) =>
        {
            value = text;
            return PathGlob.IsOne(text);
        }, PathGlob.Grammar);
        var pattern = settings.Required<VersionFilePattern?>(
            nameof(VersionFilePattern.Pattern), standIn: null, (text, out value) => VersionFilePattern.TryParse(path is "" ? "**" : path, text, out value), VersionFilePattern.Grammar);
        settings.NothingElse();
        return pattern;
    }
}
