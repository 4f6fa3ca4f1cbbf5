namespace HecateDaemon.Adapters.Git;

/// <summary>What a remote did with a pushed commit, and what it said if it did not take it.</summary>
internal readonly record struct PushResult(PushVerdict Verdict, string Said)
{
    /// <summary>How git servers say that the branch moved, or was being moved, while the push was under way.</summary>
    private static readonly string[] RaceWords =
    [
        "fetch first", "non-fast-forward", "stale info", "failed to update ref", "failed to lock", "cannot lock ref",
        "incorrect old value", "reference already exists",
    ];

    public static PushResult Landed => new(PushVerdict.Landed, "");

    public static PushResult LostRace(string said) => new(PushVerdict.LostRace, said);

    /// <summary>For a server that refused the branch with a message of its own.</summary>
    public static PushResult Rejected(string said)
    {
        var isRace = RaceWords.Any(w => said.Contains(w, StringComparison.OrdinalIgnoreCase));
        return new(isRace ? PushVerdict.LostRace : PushVerdict.Refused, said);
    }
}

internal enum PushVerdict
{
    Landed,
    LostRace,
    Refused,
}
