using HecateDaemon.Lifecycle.Images;

namespace HecateDaemon.Adapters.Ci;

/// <summary>One thing that CI did with a commit.</summary>
internal sealed record CiCheck(string Name, CiState State)
{
    private const int MostNamed = 5;
    private const int LongestName = 80;

    public static CiCheck Of(CommitStatusJson status) => new(Plain(status.Context), (status.State ?? status.Status) switch
    {
        "success" => CiState.Green,
        "pending" => CiState.Running,
        _ => CiState.Red,
    });

    public static CiCheck Of(CheckRunJson run) => new(Plain(run.Name), run switch
    {
        { Status: not "completed" } => CiState.Running,
        { Conclusion: "success" } => CiState.Green,
        { Conclusion: "neutral" or "skipped" } => CiState.Unknown,
        _ => CiState.Red,
    });

    /// <summary>Green only if at least one is, and none is anything worse.</summary>
    public static CiVerdict Sum(IReadOnlyList<CiCheck> checks, string whom) =>
        Those(checks, CiState.Red) is [_, ..] red ? new(CiState.Red, $"{Names(red)} failed ({whom})")
        : Those(checks, CiState.Running) is [_, ..] running ? new(CiState.Running, $"{Names(running)} not done yet ({whom})")
        : Those(checks, CiState.Green) is [_, ..] green ? new(CiState.Green, $"{Names(green)} passed ({whom})")
        : new(CiState.Unknown, $"{whom} reports no check for it");

    private static List<CiCheck> Those(IEnumerable<CiCheck> checks, CiState state) => [.. checks.Where(c => c.State == state)];

    private static string Names(List<CiCheck> checks)
    {
        var named = string.Join(", ", checks.Take(MostNamed).Select(c => c.Name));
        return checks.Count > MostNamed ? $"{named} and {checks.Count - MostNamed} more" : named;
    }

    /// <summary>A name from outside goes into events and answers.</summary>
    private static string Plain(string? name)
    {
        var plain = new string([.. (name ?? "").Where(c => !char.IsControl(c)).Take(LongestName)]);
        return plain is "" ? "a check without a name" : plain;
    }
}
