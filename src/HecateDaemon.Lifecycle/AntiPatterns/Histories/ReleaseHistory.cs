using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>How a live release came to be, as far as it is known. Pure rules judge it.</summary>
internal sealed record ReleaseHistory
{
    public required DeploymentConcluded Live { get; init; }

    public required Deployment Deployment { get; init; }

    public required Division Division { get; init; }

    public required TargetEnvironment Environment { get; init; }

    /// <summary>What the ledger knows about its tag.</summary>
    public required TagRecord Tag { get; init; }

    /// <summary>Other deployments by which the same version was shipped, anywhere.</summary>
    public IReadOnlyList<Deployment> SameVersion { get; init; } = [];

    public RegistryFacts? Registry { get; init; }

    public CodeFacts? Code { get; init; }

    /// <summary>What others did to the image's version in the GitOps repository since it was shipped.</summary>
    public IReadOnlyList<GitOpsChange> Changes { get; init; } = [];

    /// <summary>What could not be looked at, by source.</summary>
    public IReadOnlyDictionary<HistorySources, string> Unknown { get; init; } = new Dictionary<HistorySources, string>();

    public string ReleaseTagName => Deployment.Release?.Tag ?? ReleaseTag.Of(Division, Live.Version);

    public FindingPlace InRelease => new FindingPlace.InRelease(Division.CodeRepository, ReleaseTagName);

    public Finding Found(IAntiPattern rule, FindingPlace place, string seen) => new(rule.Code, rule.Severity, seen, place)
    {
        DivisionId = Live.DivisionId,
        Version = Live.Version,
    };
}
