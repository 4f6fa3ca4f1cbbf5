using System.Globalization;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads an environment's <c>Observation</c>.</summary>
internal static class ObservationPolicyReader
{
    private static readonly ObservationPolicy Unset = new();

    public static ObservationPolicy Read(SectionReader? settings)
    {
        if (settings is null)
        {
            return Unset;
        }

        var policy = new ObservationPolicy
        {
            OnInconclusive = settings.Value(nameof(Unset.OnInconclusive), Unset.OnInconclusive, (text, out value) =>
            {
                value = text switch { "pass" => OnInconclusive.Pass, "extend" => OnInconclusive.Extend, _ => OnInconclusive.Wait };
                return text is "wait" or "extend" or "pass";
            }, "wait, extend or pass"),
            Prometheus = settings.Section(nameof(Unset.Prometheus)) is { } prometheus ? PrometheusOf(prometheus) : null,
        };
        settings.NothingElse();
        return policy;
    }

    private static PrometheusAccess? PrometheusOf(SectionReader settings)
    {
        var url = settings.HttpUrl(nameof(PrometheusAccess.Url));
        var token = settings.LocalPath(nameof(PrometheusAccess.TokenFile));
        var queries = settings.Sections(nameof(PrometheusAccess.Queries)).Select(QueryOf).ToList();
        settings.NothingElse();
        if (token is not null && url is { Scheme: "http", IsLoopback: false })
        {
            settings.Wrong(nameof(PrometheusAccess.Url), "must be https where a TokenFile is given: the token would be seen by everybody on the way");
        }

        if (url is { Query.Length: > 0 } or { Fragment.Length: > 0 })
        {
            settings.Wrong(nameof(PrometheusAccess.Url), "must be the base of the API, without a query");
        }

        if (queries.Select(q => q.Name).Distinct(StringComparer.Ordinal).Count() < queries.Count)
        {
            settings.Wrong(nameof(PrometheusAccess.Queries), "must have names of their own");
        }

        return url is null ? null : new(new(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/"), token, queries);
    }

    private static MetricQuery QueryOf(SectionReader settings)
    {
        var query = new MetricQuery
        {
            Name = settings.ShortName(nameof(MetricQuery.Name)),
            Query = settings.RequiredText(nameof(MetricQuery.Query)),
            Max = NumberOf(settings, nameof(MetricQuery.Max)),
            Min = NumberOf(settings, nameof(MetricQuery.Min)),
            MaxRatio = NumberOf(settings, nameof(MetricQuery.MaxRatio)),
        };
        if (query is { Max: null, Min: null, MaxRatio: null })
        {
            settings.Wrong(nameof(MetricQuery.Max), $"must be given, or {nameof(MetricQuery.Min)}, or {nameof(MetricQuery.MaxRatio)}: without a limit nothing is told");
        }

        settings.NothingElse();
        return query;
    }

    private static double? NumberOf(SectionReader settings, string key) =>
        settings.Value<double?>(key, fallback: null, (text, out value) =>
        {
            var reads = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
            value = number;
            return reads;
        }, "a number, such as 0.01");
}
