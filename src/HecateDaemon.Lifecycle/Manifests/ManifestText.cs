namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>The text of one file. It is parsed at most once, and only if a kind of place asks for it.</summary>
public sealed class ManifestText(string file, string text)
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];
    private static readonly string[] TemplateExtensions = [".j2", ".jinja2", ".gotmpl", ".tmpl", ".tpl", ".tftpl", ".template"];

    private static readonly string[] UnitExtensions = [".container", ".image", ".volume"];

    private (IReadOnlyList<SourceNode> Roots, string? Fault, string Seen)? documents;

    /// <summary>The path, with '/', by which messages name the file.</summary>
    public string File { get; } = file;

    public string Text { get; } = text;

    /// <summary>True for what is YAML or JSON, or a template of it, by its name.</summary>
    internal bool IsStructured => IsStructuredBy(File);

    /// <summary>True for a unit of Podman's.</summary>
    internal bool IsQuadlet => IsQuadletBy(File);

    /// <summary>What <see cref="SourceDocuments"/> makes of the text.</summary>
    internal (IReadOnlyList<SourceNode> Roots, string? Fault, string Seen) Documents => documents ??= SourceDocuments.ReadWithEmbedded(Text);

    /// <summary>False if no file of that name can hold a place, whatever is in it. Asked of every file of a repository.</summary>
    public static bool IsLookedAt(string file) => IsStructuredBy(file) || IsQuadletBy(file);

    private static bool IsStructuredBy(ReadOnlySpan<char> file) =>
        file is "Kustomization" || file.EndsWith("/Kustomization") ||
        EndingOf(Rendered(file), Extensions, StringComparison.OrdinalIgnoreCase) is not null;

    private static bool IsQuadletBy(ReadOnlySpan<char> file) =>
        EndingOf(Rendered(file), UnitExtensions, StringComparison.Ordinal) is not null;

    /// <summary>The name without a template's extension: what <c>compose.yaml.j2</c> will be.</summary>
    private static ReadOnlySpan<char> Rendered(ReadOnlySpan<char> file) =>
        EndingOf(file, TemplateExtensions, StringComparison.OrdinalIgnoreCase) is { } template ? file[..^template.Length] : file;

    private static string? EndingOf(ReadOnlySpan<char> file, string[] endings, StringComparison comparison)
    {
        foreach (var ending in endings)
        {
            if (file.EndsWith(ending, comparison))
            {
                return ending;
            }
        }

        return null;
    }
}
