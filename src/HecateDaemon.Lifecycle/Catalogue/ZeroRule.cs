namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>What holds below 1.0.0.</summary>
public enum ZeroRule
{
    /// <summary>What breaks asks for a minor version, everything else for a patch, as package managers take it.</summary>
    Cautious,

    /// <summary>As above 1.0.0.</summary>
    Strict,

    /// <summary>Anything may change at any time (semver.org 2.0 §4).</summary>
    Free,
}
