using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// What the registry says about a release: the very image that was shipped, null where it has another one or none under that
/// tag; and whether it still has the version to go back to, null where there is none.
/// </summary>
internal sealed record RegistryFacts(FoundImage? Image, WayBack? WayBack);

/// <summary>The version that a rollback would lead to.</summary>
internal sealed record WayBack(ReleaseVersion Version, bool IsInRegistry);
