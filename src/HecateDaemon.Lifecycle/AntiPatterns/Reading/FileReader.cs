using System.Buffers;
using System.Text;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Makes facts of a file's bytes, if it is one that can say anything.</summary>
internal static class FileReader
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];
    private static readonly string[] TemplateExtensions = [".j2", ".jinja", ".jinja2", ".tmpl", ".gotmpl", ".tpl", ".template"];

    /// <summary>
    /// No rule finds anything in a text that has none of these; a backslash could hide one of them by an escape.
    /// </summary>
    private static readonly SearchValues<string> Telling = SearchValues.Create(
    [
        "image", "Image", "repository", "newTag", "ullPolicy", "ull_policy", "Secret", "secretGenerator", "trategy", "restartedAt",
        "services", "toolkit.fluxcd.io", "argoproj.io", "hecate:", "\\",
    ],
        StringComparison.Ordinal);

    public static bool IsOfInterest(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var extra = Array.Find(TemplateExtensions, e => name.EndsWith(e, StringComparison.Ordinal)) ?? "";
        var plain = name[..^extra.Length];
        return (Kustomization.IsNameOfOne(name) || QuadletFile.IsOne(name) ||
                Array.Exists(Extensions, e => plain.EndsWith(e, StringComparison.OrdinalIgnoreCase))) &&
            !ContinuousIntegration.Has(path, name);
    }

    public static LintedFile Read(string path, ReadOnlySpan<byte> content)
    {
        var text = Decode(content);
        var file = new LintedFile(path, text ?? "");
        if (text is null)
        {
            file.AddUnclear(1, "the file is not UTF-8");
        }
        else if (QuadletFile.IsOne(file.Name))
        {
            QuadletFile.Read(file);
        }
        else if (text.AsSpan().ContainsAny(Telling) || Kustomization.IsNameOfOne(file.Name))
        {
            ReadDocuments(file);
        }

        return file;
    }

    private static void ReadDocuments(LintedFile file)
    {
        var source = Source.Read(file.Text);
        var walk = new ManifestWalk(file);
        foreach (var root in source.Roots)
        {
            walk.Visit(root);
        }

        foreach (var (line, why) in source.Faults)
        {
            file.AddUnclear(line, why);
        }

        if (source is { IsTemplate: true, Faults: not [] })
        {
            TemplateLines.Read(file);
        }
    }

    private static string? Decode(ReadOnlySpan<byte> content)
    {
        try
        {
            return content switch
            {
                [0xEF, 0xBB, 0xBF, .. var marked] => Strict.GetString(marked),
                [0xFF, 0xFE, .. var little] => Encoding.Unicode.GetString(little),
                [0xFE, 0xFF, .. var big] => Encoding.BigEndianUnicode.GetString(big),
                _ => Strict.GetString(content),
            };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
