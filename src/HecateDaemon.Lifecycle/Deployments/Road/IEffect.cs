namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// The work between one station and the next. It may be cut off anywhere and begun again, so it looks before it acts and
/// leaves a mark by which its second run knows the first. The outside world failing is an exception that the road answers
/// with waiting.
/// </summary>
public interface IEffect
{
    /// <summary>The name under which it acts, as it stands in the metadata of what it finds.</summary>
    string Name { get; }

    /// <summary>The station that it starts from.</summary>
    Station After { get; }

    /// <summary>One look, one step. Waiting is an answer, not something to be done in here.</summary>
    Task<Step> RunAsync(Deployment seen, CancellationToken ct);
}
