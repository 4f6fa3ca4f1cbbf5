namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Where a version stands in a file: under which key, what is written there, and at which character it starts.</summary>
public sealed record VersionPlace(string Key, string Text, int Start);
