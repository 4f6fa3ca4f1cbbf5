using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Which items of the checklists an environment insists on, and who may go on without one.</summary>
public sealed record ChecklistPolicy
{
    /// <summary>In <see cref="NeverWaived"/>: every item.</summary>
    public const string Every = "*";

    /// <summary>Entry items that are looked at, but do not keep a deployment from being opened.</summary>
    public IReadOnlyList<string> NotRequired { get; init; } = [];

    /// <summary>Items that nobody may waive.</summary>
    public IReadOnlyList<string> NeverWaived { get; init; } = [];

    /// <summary>The accounts that may waive; with <see cref="WaiverGids"/> empty too: everybody who can reach the socket.</summary>
    public IReadOnlyList<uint> WaiverUids { get; init; } = [];

    /// <summary>The groups whose members may waive.</summary>
    public IReadOnlyList<uint> WaiverGids { get; init; } = [];

    public bool Requires(string item) => !NotRequired.Contains(item, StringComparer.Ordinal);

    public bool MayBeWaived(string item) =>
        !NeverWaived.Contains(item, StringComparer.Ordinal) && !NeverWaived.Contains(Every, StringComparer.Ordinal);

    /// <summary>Why this actor, who is also in these groups, may not waive this item, as a sentence; null where it may.</summary>
    public string? WhyNotWaived(string item, Actor by, IReadOnlyList<uint> groups) =>
        !MayBeWaived(item) ? $"nobody may waive {item} in this environment"
        : IsWaiver(by) || WaivingGroup(by, groups) is not null ? null
        : $"{by.Name} may not waive anything in this environment: {Waivers()} may";

    /// <summary>The one of these groups by which alone the actor may waive; null where none of them is needed, or none is enough.</summary>
    public uint? WaivingGroup(Actor by, IReadOnlyList<uint> groups) =>
        IsWaiver(by) ? null : groups.Where(WaiverGids.Contains).Select(g => (uint?)g).FirstOrDefault();

    private bool IsWaiver(Actor by) =>
        (WaiverUids is [] && WaiverGids is []) ||
        (by.Uid is { } uid && WaiverUids.Contains(uid)) ||
        (by.Gid is { } gid && WaiverGids.Contains(gid));

    private string Waivers() => string.Join(" and ", new[] { ("uid", WaiverUids), ("gid", WaiverGids) }
        .Where(w => w.Item2.Count > 0)
        .Select(w => $"{w.Item1} {string.Join(", ", w.Item2)}"));
}
