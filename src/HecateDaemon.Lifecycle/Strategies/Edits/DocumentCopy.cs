namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>
/// A copy of a document behind it in the same file: whatever takes the file takes the copy too, be it a folder or a kustomization,
/// and taken out again it leaves no byte behind.
/// </summary>
internal static class DocumentCopy
{
    /// <summary>The file's text with the copy, which is a file of its own while it is changed; null where it cannot be.</summary>
    public static string? Behind(ManifestDocument document, Func<ManifestDocument, string?> change)
    {
        if (!BlockEntries.AreIn(document, document.Root))
        {
            return null;
        }

        var copied = document.Text[document.Offset(document.Root.Line, 1)..document.End];
        if (ManifestDocument.In(document.File, copied).SingleOrDefault() is not { } copy || change(copy) is not { } changed)
        {
            return null;
        }

        var newLine = document.NewLine();
        var separator = $"{(document.Text.AsSpan(0, document.End).EndsWith("\n") ? "" : newLine)}---{newLine}";
        return document.Text.Insert(document.End, separator + changed);
    }

    /// <summary>The file's text without the document and the <c>---</c> before it; null where there is none.</summary>
    public static string? Without(ManifestDocument document)
    {
        if (document.Start < 2)
        {
            return null;
        }

        var text = document.Text;
        var marker = text.LastIndexOf('\n', document.Start - 2) + 1;
        var isOpen = document.End == text.Length && !text.EndsWith('\n');
        var start = isOpen && marker > 0 ? marker - document.NewLine().Length : marker;
        return text.AsSpan(marker).StartsWith("---") ? text.Remove(start, document.End - start) : null;
    }
}
