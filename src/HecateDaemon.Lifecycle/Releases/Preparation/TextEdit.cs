namespace HecateDaemon.Lifecycle.Releases;

/// <summary>So many characters from a place on are replaced by a text.</summary>
public readonly record struct TextEdit(int Start, int Length, string Text)
{
    public int End => Start + Length;
}
