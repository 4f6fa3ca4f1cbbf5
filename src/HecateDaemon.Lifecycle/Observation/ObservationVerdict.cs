using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>What an observation comes to, with every comparison: those that failed first, then those that do not tell.</summary>
public abstract record ObservationVerdict(IReadOnlyList<ObservationComparison> Comparisons)
{
    /// <summary>Nothing is decided; says what is awaited.</summary>
    public sealed record Open(string WaitingFor, IReadOnlyList<ObservationComparison> Comparisons) : ObservationVerdict(Comparisons);

    /// <summary>Nothing was worse than before. Not looked: there was nothing to look at.</summary>
    public sealed record Passed(string Evidence, bool Looked, IReadOnlyList<ObservationComparison> Comparisons) : ObservationVerdict(Comparisons);

    /// <summary>The first comparison decided.</summary>
    public sealed record Failed(string Reason, IReadOnlyList<ObservationComparison> Comparisons) : ObservationVerdict(Comparisons);

    /// <summary>The window is over, and what was seen does not tell.</summary>
    public sealed record Inconclusive(string Reason, IReadOnlyList<ObservationComparison> Comparisons) : ObservationVerdict(Comparisons);
}
