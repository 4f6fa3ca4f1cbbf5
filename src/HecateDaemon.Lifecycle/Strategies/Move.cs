namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>What is to be done next.</summary>
internal abstract record Move
{
    private Move()
    {
    }

    /// <summary>One commit.</summary>
    public sealed record Take(Stage Stage, int Number, int Of) : Move;

    /// <summary>Nothing yet. Null: until something is seen.</summary>
    public sealed record Wait(string What, TimeSpan? Left) : Move;

    /// <summary>The new version is everywhere, and nothing of the strategy is left.</summary>
    public sealed record Done : Move;

    /// <summary>The old version is everywhere, and nothing of the strategy is left.</summary>
    public sealed record Aborted : Move;
}
