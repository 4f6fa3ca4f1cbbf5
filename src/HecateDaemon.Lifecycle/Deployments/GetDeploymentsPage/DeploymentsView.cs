using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// Which deployments there are, and what they are listed by; the rest of each is in its stream. In memory, and built from
/// the first event at each start. Never used to decide.
/// </summary>
public sealed class DeploymentsView : IProjection
{
    private volatile Listing listing = new();

    public void Apply(StoredEvent stored, object happened)
    {
        if (happened is DeploymentEvent e)
        {
            listing.Add(e, stored.Position);
        }
    }

    public IProjection Anew() => new DeploymentsView();

    public void Become(IProjection rebuilt) => listing = ((DeploymentsView)rebuilt).listing;

    /// <summary>Newest first, those that were initiated before the cursor (a position of the log).</summary>
    public IReadOnlyList<Listed> Page(Func<Listed, bool> wanted, long before, int limit) =>
        listing.Page(wanted, before, limit);

    private sealed class Listing
    {
        private readonly Lock gate = new();
        private readonly Dictionary<DeploymentId, int> places = [];
        private readonly List<Listed> inOrder = [];

        // The same few stand in all deployments, each read from its own event: one of each is enough.
        private readonly Dictionary<DivisionId, DivisionId> divisions = [];
        private readonly Dictionary<EnvironmentName, EnvironmentName> environments = [];
        private readonly Dictionary<ReleaseVersion, ReleaseVersion> versions = [];

        public void Add(DeploymentEvent e, long position)
        {
            lock (gate)
            {
                if (!places.TryGetValue(e.DeploymentId, out var place))
                {
                    places.Add(e.DeploymentId, inOrder.Count);
                    inOrder.Add(new(
                        e.DeploymentId, Once(divisions, e.DivisionId), Once(environments, e.Environment), Once(versions, e.Version),
                        Phase.Pending, position, e.HappenedAt));
                }
                else if (PhaseAfter(e) is { } phase)
                {
                    inOrder[place] = inOrder[place] with { Phase = phase };
                }
            }
        }

        public List<Listed> Page(Func<Listed, bool> wanted, long before, int limit)
        {
            var page = new List<Listed>();
            lock (gate)
            {
                for (var i = inOrder.Count - 1; i >= 0 && page.Count < limit; i--)
                {
                    if (inOrder[i].Position < before && wanted(inOrder[i]))
                    {
                        page.Add(inOrder[i]);
                    }
                }
            }

            return page;
        }

        private static T Once<T>(Dictionary<T, T> known, T value)
            where T : notnull => known.TryAdd(value, value) ? value : known[value];

        private static Phase? PhaseAfter(DeploymentEvent e) => e switch
        {
            DeploymentOpened or DeploymentResumed => Phase.Active,
            DeploymentShelved => Phase.Paused,
            DeploymentConcluded => Phase.Completed,
            _ => null,
        };
    }
}

/// <summary>A deployment in the list, with the position and the time of its first event.</summary>
public sealed record Listed(
    DeploymentId Id,
    DivisionId DivisionId,
    EnvironmentName Environment,
    ReleaseVersion Version,
    Phase Phase,
    long Position,
    DateTimeOffset InitiatedAt);
