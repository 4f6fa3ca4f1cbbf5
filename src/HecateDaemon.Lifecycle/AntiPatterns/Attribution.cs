using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>What is known about who did something, and what is not. A tool is never taken for the person who used it.</summary>
public sealed record Attribution
{
    /// <summary>As it calls itself in <c>managedFields</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tool { get; init; }

    /// <summary>What that tool did, such as <c>kubectl set image</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Did { get; init; }

    /// <summary>A commit's author, by the name that stands in it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Author { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CommitId? Commit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? At { get; init; }

    public required string NotKnown { get; init; }

    public static Attribution OfTool(DriftCause cause) =>
        new() { Tool = cause.Tool, Did = cause.Did, At = cause.ChangedAt, NotKnown = "who used the tool: the cluster keeps tools, not people" };

    public static Attribution OfCommit(string author, CommitId commit, DateTimeOffset at) =>
        new() { Author = author, Commit = commit, At = at, NotKnown = "who pushed it: anybody can write any author into a commit" };

    /// <summary>Something that nobody put their name to.</summary>
    public static Attribution OfNobody(string notKnown) => new() { NotKnown = notKnown };
}
