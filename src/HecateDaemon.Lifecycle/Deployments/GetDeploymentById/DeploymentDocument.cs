using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>A deployment as the API tells it. What is not known yet is left out.</summary>
public sealed record DeploymentDocument
{
    public required DeploymentId DeploymentId { get; init; }

    public required DivisionId DivisionId { get; init; }

    public required EnvironmentName Environment { get; init; }

    public required ReleaseVersion Version { get; init; }

    public required Phase State { get; init; }

    /// <summary>The last station of the road that was reached.</summary>
    public required Station Station { get; init; }

    public Outcome? Outcome { get; init; }

    /// <summary>What the next station waits for, since when, and whether a person has to do it.</summary>
    public string? WaitingFor { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? WaitingSinceAt { get; init; }

    public bool NeedsPerson { get; init; }

    /// <summary>The step that its strategy is at, where that takes several.</summary>
    public StrategyStep? Step { get; init; }

    /// <summary>Why the strategy's commits are being taken back, or were.</summary>
    public string? Abort { get; init; }

    /// <summary>Why it failed, until it is resumed.</summary>
    public string? Failure { get; init; }

    public Plan? Plan { get; init; }

    public RollbackOf? RollbackOf { get; init; }

    /// <summary>The deployment that rolls this one back.</summary>
    public DeploymentId? RolledBackBy { get; init; }

    public string? Tag { get; init; }

    public CommitId? Commit { get; init; }

    public ImageName? Image { get; init; }

    public string? ImageTag { get; init; }

    public Digest? Digest { get; init; }

    public CommitId? GitopsCommit { get; init; }

    public CommitId? AppliedRevision { get; init; }

    public required IReadOnlyList<string> AvailableActions { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset InitiatedAt { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset ChangedAt { get; init; }

    public static DeploymentDocument Of(Deployment seen) => new()
    {
        DeploymentId = seen.Id,
        DivisionId = seen.DivisionId,
        Environment = seen.Environment,
        Version = seen.Version,
        State = seen.Phase,
        Station = seen.Reached,
        Outcome = seen.Outcome,
        WaitingFor = seen.Waiting?.WaitingFor,
        WaitingSinceAt = seen.Waiting?.HappenedAt,
        NeedsPerson = seen.Waiting?.NeedsPerson ?? false,
        Step = seen.Bump?.Step,
        Abort = seen.Abort,
        Failure = seen.Failure?.Reason,
        Plan = seen.Plan,
        RollbackOf = seen.RollbackOf,
        RolledBackBy = seen.Rollback?.RollbackId,
        Tag = seen.Release?.Tag,
        Commit = seen.Release?.Commit,
        Image = seen.Image?.Image,
        ImageTag = seen.Image?.Tag,
        Digest = seen.Image?.Digest,
        GitopsCommit = seen.Bump?.Commit,
        AppliedRevision = seen.Applied?.Revision,
        AvailableActions = Deployments.AvailableActions.Of(seen),
        InitiatedAt = seen.InitiatedAt,
        ChangedAt = seen.ChangedAt,
    };

    /// <summary>What the list alone knows, where the stream cannot be read.</summary>
    internal static DeploymentDocument Unreadable(Listed listed, string reason) => new()
    {
        DeploymentId = listed.Id,
        DivisionId = listed.DivisionId,
        Environment = listed.Environment,
        Version = listed.Version,
        State = listed.Phase,
        Station = Station.None,
        NeedsPerson = true,
        WaitingFor = $"its events to be readable: {reason}",
        AvailableActions = [],
        InitiatedAt = listed.InitiatedAt,
        ChangedAt = listed.InitiatedAt,
    };
}
