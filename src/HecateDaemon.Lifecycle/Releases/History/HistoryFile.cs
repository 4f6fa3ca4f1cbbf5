namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A regular file at some commit. Equal contents are equal: what was read once need not be read again.</summary>
public readonly record struct HistoryFile(string Path, string Content);
