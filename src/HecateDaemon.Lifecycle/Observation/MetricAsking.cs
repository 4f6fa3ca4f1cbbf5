using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>Asks an environment's queries of metrics for one version of a division. A server that is away is a metric without a value.</summary>
internal sealed class MetricAsking(IAskMetrics metrics)
{
    public async Task<IReadOnlyList<MetricSeen>> AskAsync(ObservationSubject subject, CancellationToken ct)
    {
        if (subject.Environment.Observation.Prometheus is not { } prometheus)
        {
            return [];
        }

        return await Task.WhenAll(prometheus.Queries.Select(query => AskAsync(prometheus, query, subject, ct)));
    }

    private async Task<MetricSeen> AskAsync(PrometheusAccess prometheus, MetricQuery query, ObservationSubject subject, CancellationToken ct)
    {
        try
        {
            var answer = await metrics.AskAsync(prometheus, Fill(query.Query, subject), ct);
            return new(query.Name, answer.Value, answer.Why);
        }
        catch (OutsideWorldException e)
        {
            return new(query.Name, Value: null, e.Message);
        }
    }

    /// <summary>None of these values can hold a quote or a backslash: their grammars see to it.</summary>
    private static string Fill(string query, ObservationSubject subject) => query
        .Replace("{division}", subject.Division.ToString(), StringComparison.Ordinal)
        .Replace("{environment}", subject.Environment.Name.ToString(), StringComparison.Ordinal)
        .Replace("{version}", subject.Version.ToString(), StringComparison.Ordinal);
}
