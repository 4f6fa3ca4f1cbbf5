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

    /// <summary>False if no file of that name can hold a place, whatever is in it.</summary>
    public static bool IsLookedAt(string file) => new ManifestText(file, "") is { IsStructured: true } or { IsQuadlet: true };

    internal string Name => File[(File.LastIndexOf('/') + 1)..];

    /// <summary>True for what is YAML or JSON, or a template of it, by its name.</summary>
    internal bool IsStructured =>
        Name == "Kustomization" || Extensions.Any(e => Rendered.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for a unit of Podman's.</summary>
    internal bool IsQuadlet => UnitExtensions.Any(e => Rendered.EndsWith(e, StringComparison.Ordinal));

    /// <summary>The name without a template's extension: what <c>compose.yaml.j2</c> will be.</summary>
    internal string Rendered =>
        TemplateExtensions.FirstOrDefault(e => Name.EndsWith(e, StringComparison.OrdinalIgnoreCase)) is { } template
            ? Name[..^template.Length]
            : Name;

    /// <summary>What <see cref="SourceDocuments"/> makes of the text.</summary>
    internal (IReadOnlyList<SourceNode> Roots, string? Fault, string Seen) Documents => documents ??= SourceDocuments.Read(Text);
}
