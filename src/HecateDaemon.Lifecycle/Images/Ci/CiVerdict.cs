namespace HecateDaemon.Lifecycle.Images;

/// <summary>What CI says about a commit, with what was seen.</summary>
public sealed record CiVerdict(CiState State, string Detail);

/// <summary>How a commit did in CI.</summary>
public enum CiState
{
    /// <summary>CI knows nothing about it.</summary>
    Unknown,

    Running,

    Green,

    Red,
}
