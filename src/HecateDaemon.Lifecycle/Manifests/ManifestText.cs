namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>The text of one file. It is parsed at most once, and only if a kind of place asks for it.</summary>
public sealed class ManifestText(string file, string text)
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    private (IReadOnlyList<SourceNode> Roots, string? Fault)? documents;

    /// <summary>The path, with '/', by which messages name the file.</summary>
    public string File { get; } = file;

    public string Text { get; } = text;

    internal string Name => File[(File.LastIndexOf('/') + 1)..];

    /// <summary>True for what is YAML or JSON by its name.</summary>
    internal bool IsStructured =>
        Name == "Kustomization" || Extensions.Any(e => File.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>The roots of the documents, or, where the text is not plain YAML, a sentence that says so.</summary>
    internal (IReadOnlyList<SourceNode> Roots, string? Fault) Documents => documents ??= SourceDocuments.Read(Text);
}
