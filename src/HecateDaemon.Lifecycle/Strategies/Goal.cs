using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>The version that a strategy brings.</summary>
internal sealed record Goal(ImageName Image, string Tag, Digest? Digest);
