using System.Runtime.InteropServices;
using YamlDotNet.Core;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>A point of a text: line and column count from 1, the index from 0, all in UTF-16 units.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SourcePoint(int Line, int Column, int Index)
{
    /// <summary>The parser's marks may lie beyond the end of the text, whose length is <paramref name="limit"/>.</summary>
    public static SourcePoint Of(Mark mark, int limit) => new((int)mark.Line, (int)mark.Column, Math.Min((int)mark.Index, limit));
}
