namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>What an environment asks of an image besides being there.</summary>
public sealed record ImagePolicy
{
    /// <summary>That its labels name the release's commit, version and code repository.</summary>
    public Demand Origin { get; init; } = Demand.Warn;

    /// <summary>That it has an image for each of the nodes' platforms.</summary>
    public Demand Platforms { get; init; } = Demand.Warn;

    /// <summary>That it has a cosign signature, which is verified where that is configured.</summary>
    public Demand Signature { get; init; } = Demand.Off;

    /// <summary>The nodes' platforms, such as <c>linux/arm64</c>; none: the cluster is asked.</summary>
    public IReadOnlyList<string> NodePlatforms { get; init; } = [];

    public bool RequiresNothing => (Origin, Platforms, Signature) is (not Demand.Require, not Demand.Require, not Demand.Require);
}

/// <summary>What happens where something is asked of an image that it has not.</summary>
public enum Demand
{
    /// <summary>It is not looked at.</summary>
    Off,

    /// <summary>It is told, and the release goes on.</summary>
    Warn,

    /// <summary>The release waits for a person.</summary>
    Require,
}
