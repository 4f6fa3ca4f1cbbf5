namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Where a finding is. A live object and a moment in history will be further cases.</summary>
public abstract record FindingPlace
{
    private FindingPlace()
    {
    }

    /// <summary>Line and column count from 1; <paramref name="Excerpt"/> is the line itself, without what must not be shown.</summary>
    public sealed record InFile(string File, int Line, int Column, string Excerpt) : FindingPlace;
}
