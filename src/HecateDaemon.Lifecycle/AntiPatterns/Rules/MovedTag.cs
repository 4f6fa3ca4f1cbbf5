using HecateDaemon.Lifecycle.Images;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>A version tag that behaves like a branch: the registry has something else under it than it had at first.</summary>
internal sealed class MovedTag : IShowInHistory
{
    public string Code => "moved_tag";

    public Severity Severity => Severity.Error;

    public string Name => "image: app:v0.7.3, pushed again";

    public string Problem => "Same tag, different content over time";

    public string Instead => "Immutable version tags";

    public HistorySources Sources => HistorySources.EventLog;

    public IEnumerable<Finding> In(ReleaseHistory release)
    {
        if (release.Tag.Mutation is { } mutation)
        {
            yield return release.Found(this, new FindingPlace.InRegistry(mutation.Image, mutation.Tag), TagWatch.Tell(mutation)) with
            {
                By = Attribution.OfNobody("who pushed it: a registry does not say"),
            };
        }
    }
}
