using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>One step of a strategy: one commit, which then goes the road's way. Part of the event that tells of the commit.</summary>
public sealed record StrategyStep
{
    /// <summary>What <see cref="Name"/> is where the strategy's commits are taken back.</summary>
    public const string Abort = "abort";

    /// <summary>Counted from 1, anew in each active period.</summary>
    public required int Number { get; init; }

    /// <summary>How many there are if all goes well.</summary>
    public required int Of { get; init; }

    /// <summary>One word, such as <c>canary</c> or <c>promote</c>.</summary>
    public required string Name { get; init; }

    /// <summary>In a sentence.</summary>
    public required string What { get; init; }

    /// <summary>The branch as it was before the strategy's first commit: by it is known what to go back to.</summary>
    public required CommitId Before { get; init; }

    /// <summary>How long it is waited after the step was observed; a promotion ends it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TimeSpan Pause { get; init; }

    /// <summary>True while the old version still answers beside the new one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Beside { get; init; }

    /// <summary>True where the step changes nothing for the pods of the new version: what was observed of them still holds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Quiet { get; init; }

    [JsonIgnore]
    public bool IsLast => Number >= Of;
}
