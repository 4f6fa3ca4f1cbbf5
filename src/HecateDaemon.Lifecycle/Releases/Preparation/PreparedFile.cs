using System.Text;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A file and what is changed in it, in the order of the file; everything else stays as it is.</summary>
public sealed record PreparedFile(string Path, string Before, IReadOnlyList<TextEdit> Edits)
{
    public string After
    {
        get
        {
            var text = new StringBuilder();
            var at = 0;
            foreach (var edit in Edits)
            {
                text.Append(Before, at, edit.Start - at).Append(edit.Text);
                at = edit.End;
            }

            return text.Append(Before, at, Before.Length - at).ToString();
        }
    }

    /// <summary>As patch(1) reads it.</summary>
    public string Diff => PatchText.Of(this);
}
