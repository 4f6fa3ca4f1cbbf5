using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>Adds entries to the <c>images</c> of a kustomization and takes them out again; null where these are not written line by line.</summary>
internal static class ImagesEntries
{
    /// <summary>At the end, and so after the one that it is like: what it renames is not renamed again.</summary>
    public static string? AddLike(ManifestDocument document, string like, string name)
    {
        if (BlockEntries.Of(document, document.Root, "images") is not { } block || Find(document, like) is not { } entry || DashOf(document, entry) is not { } indent)
        {
            return null;
        }

        string[] lines =
        [
            $"- name: {name}",
            $"  newName: {entry.NewName ?? entry.Name}",
            .. entry.Node.TextOf("newTag") is { } tag ? [$"  newTag: \"{tag}\""] : Array.Empty<string>(),
            .. entry.Node.TextOf("digest") is { } digest ? [$"  digest: {digest}"] : Array.Empty<string>(),
        ];
        var newLine = document.NewLine();
        var added = string.Join(newLine, lines.Select(l => indent + l));
        var isOpen = block.End == document.Text.Length && !document.Text.EndsWith('\n');
        return document.Text.Insert(block.End, isOpen ? newLine + added : added + newLine);
    }

    public static string? Remove(ManifestDocument document, string name)
    {
        if (BlockEntries.Of(document, document.Root, "images") is not { } block || Find(document, name) is not { } entry || DashOf(document, entry) is null)
        {
            return null;
        }

        var next = ((SourceNode.Sequence)document.At("images")!).Items.SkipWhile(i => i != entry.Node).ElementAtOrDefault(1);
        return DocumentEdits.Without(document, document.Offset(entry.Node.Line, 1), next is null ? block.End : document.Offset(next.Line, 1));
    }

    private static ImagesEntry? Find(ManifestDocument document, string name) => document.At("images") is SourceNode.Sequence
        ? new KustomizationFile(document.File, document.Root).Images.FirstOrDefault(e => e.Name == name)
        : null;

    /// <summary>What stands before the dash of an entry that has its lines for itself.</summary>
    private static string? DashOf(ManifestDocument document, ImagesEntry entry)
    {
        var before = document.Text.AsSpan(document.Offset(entry.Node.Line, 1), entry.Node.Column - 1).TrimEnd(' ');
        return before is [.. var indent, '-'] && indent.IsWhiteSpace() ? indent.ToString() : null;
    }
}
