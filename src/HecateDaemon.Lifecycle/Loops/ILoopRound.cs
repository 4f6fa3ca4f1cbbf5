namespace HecateDaemon.Lifecycle.Loops;

/// <summary>One round of a loop. It can be run by itself, any number of times; a failure in it ends this round only.</summary>
public interface ILoopRound
{
    /// <summary>The loop's name in the API, such as <c>smoke-tests</c>.</summary>
    string Name { get; }

    TimeSpan Interval { get; }

    /// <summary>Does the round and says in a sentence what it came to.</summary>
    Task<RoundOutcome> RunAsync(CancellationToken ct);
}

/// <summary>What a round came to. Not healthy: it was done, and found something that a person should look at.</summary>
public sealed record RoundOutcome(bool Healthy, string Summary);
