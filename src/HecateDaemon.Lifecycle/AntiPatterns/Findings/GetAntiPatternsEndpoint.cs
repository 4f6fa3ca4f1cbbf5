using System.Collections.Frozen;
using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary><c>GET /api/antipatterns?division_id=&amp;environment=&amp;rule=</c></summary>
internal static class GetAntiPatternsEndpoint
{
    private static readonly FrozenDictionary<string, IAntiPattern> Rules = AntiPatternRules.All.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/antipatterns", Get);

    private static IResult Get(HttpRequest request, AntiPatternsView view)
    {
        var (division, environment, rule) = (Asked(request, "division_id"), Asked(request, "environment"), Asked(request, "rule"));
        if (rule is not null && !Rules.ContainsKey(rule))
        {
            return Problems.Malformed($"rule must be one of {string.Join(", ", Rules.Keys.Order(StringComparer.Ordinal))}");
        }

        var found = view.All(o =>
            (environment is null || o.Environment.ToString() == environment) &&
            (division is null || o.Finding.DivisionId?.ToString() == division) &&
            (rule is null || o.Finding.Rule == rule));
        return Answers.Ok(
            new AntiPatternsAnswer([.. found.Select(Document)], view.CannotTell(e => environment is null || e.ToString() == environment)),
            AntiPatternEventsJson.Default.AntiPatternsAnswer);
    }

    private static AntiPatternDocument Document(OpenAntiPattern open) => new()
    {
        Rule = open.Finding.Rule,
        Severity = open.Finding.Severity,
        Environment = open.Environment,
        DivisionId = open.Finding.DivisionId,
        Version = open.Finding.Version,
        Seen = open.Finding.Seen,
        Place = open.Finding.Place,
        Where = open.Finding.Place.ToString()!,
        By = open.Finding.By,
        Problem = Rules[open.Finding.Rule].Problem,
        Instead = Rules[open.Finding.Rule].Instead,
        FoundAt = open.FoundAt,
        ChangedAt = open.ChangedAt,
    };

    private static string? Asked(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;
}

/// <summary>The anti-patterns that there are, and what could not be looked at: neither they nor their absence is known there.</summary>
internal sealed record AntiPatternsAnswer(IReadOnlyList<AntiPatternDocument> AntiPatterns, IReadOnlyList<string> CannotTell) : Answer;

/// <summary>An anti-pattern, as the API tells it.</summary>
internal sealed record AntiPatternDocument
{
    public required string Rule { get; init; }

    public required Severity Severity { get; init; }

    public required EnvironmentName Environment { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DivisionId? DivisionId { get; init; }

    /// <summary>The version that it is about; absent where the next one would have it too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReleaseVersion? Version { get; init; }

    public required string Seen { get; init; }

    public required FindingPlace Place { get; init; }

    /// <summary>The place in words.</summary>
    public required string Where { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Attribution? By { get; init; }

    public required string Problem { get; init; }

    public required string Instead { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset FoundAt { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset ChangedAt { get; init; }
}
