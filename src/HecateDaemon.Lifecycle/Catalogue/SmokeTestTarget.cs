namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Whom a smoke test asks.</summary>
public enum SmokeTestTarget
{
    /// <summary>Whatever users get: for a while, with some strategies, two versions.</summary>
    Live,

    /// <summary>The new version, at an address of its own, before all users get it.</summary>
    New,
}
