namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What an observer saw, in a sentence.</summary>
public abstract record Observed(string Evidence)
{
    /// <summary>All is well.</summary>
    public sealed record Healthy(string Evidence) : Observed(Evidence);

    /// <summary>Something is not as it should be but may come right again: the window does not end meanwhile.</summary>
    public sealed record Unsettled(string Evidence) : Observed(Evidence);

    /// <summary>The observation has failed.</summary>
    public sealed record Sick(string Evidence) : Observed(Evidence);

    /// <summary>There is nothing here that this observer could look at.</summary>
    public sealed record Nothing(string Evidence) : Observed(Evidence);
}
