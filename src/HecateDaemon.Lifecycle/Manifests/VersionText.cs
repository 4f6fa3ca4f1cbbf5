namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>A tag or a digest as it stands in a text; <paramref name="Start"/> is in UTF-16 units.</summary>
public sealed record VersionText(int Start, string Text);
