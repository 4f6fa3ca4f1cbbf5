using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>One anti-pattern at one place, and what was seen there, in one sentence without its full stop.</summary>
public sealed record Finding(string Rule, Severity Severity, string Seen, FindingPlace Place)
{
    /// <summary>What makes two findings of one rule in one file the same, wherever in it they stand.</summary>
    [JsonIgnore]
    public string Subject { get; init; } = Seen;

    /// <summary>Tells findings of one rule at one place apart, whatever is seen there; null where there can be only one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Facet { get; init; }

    /// <summary>Null where no division is concerned, or none is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DivisionId? DivisionId { get; init; }

    /// <summary>The version that it is about; null: it stays, whichever version is shipped next.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReleaseVersion? Version { get; init; }

    /// <summary>Who or what did it, as far as that is known; null where nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Attribution? By { get; init; }

    /// <summary>What makes a finding in an environment the same from one look to the next.</summary>
    [JsonIgnore]
    public string Key => $"{Rule} {Place}{(Facet is null ? "" : $" {Facet}")}";
}
