using System.Diagnostics.CodeAnalysis;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>A value with one textual form, checked once at the edge and trusted afterwards.</summary>
public interface ITextValue<TSelf> where TSelf : struct, ITextValue<TSelf>
{
    /// <summary>What the text must look like, as the end of the sentence "… must be …".</summary>
    static abstract string Grammar { get; }

    /// <summary>Reads the canonical text; false leaves nothing behind.</summary>
    static abstract bool TryParse([NotNullWhen(true)] string? text, out TSelf value);
}
