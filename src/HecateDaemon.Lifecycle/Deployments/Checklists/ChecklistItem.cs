using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>One line of a checklist: the seed's words, how it stands, and why one may believe it.</summary>
public sealed record ChecklistItem
{
    public required string Item { get; init; }

    /// <summary>The seed's own words.</summary>
    public required string Text { get; init; }

    public required ItemStatus Status { get; init; }

    public required string Evidence { get; init; }

    /// <summary>Who attested or waived it; null where it was proven by looking.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Actor? By { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? At { get; init; }

    /// <summary>What can be done about it; null where nothing needs to be.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Remedy { get; init; }

    /// <summary>True where the environment does not insist on it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NotRequired { get; init; }

    [JsonIgnore]
    public bool Holds => NotRequired || Status is ItemStatus.Satisfied or ItemStatus.Attested or ItemStatus.Waived;
}
