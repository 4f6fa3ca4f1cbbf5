using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>One platform of an image, and the digest of its manifest.</summary>
public sealed record VerifiedPlatform(string Platform, Digest Digest);
