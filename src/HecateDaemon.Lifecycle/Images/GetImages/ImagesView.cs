using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>What the ledger has seen, tag by tag. In memory, and built from the first event at each start. Never used to decide.</summary>
public sealed class ImagesView : IProjection
{
    private volatile Listing listing = new();

    public void Apply(StoredEvent stored, object happened)
    {
        if (happened is ImageLedgerEvent seen)
        {
            listing.Add(seen, stored.Position);
        }
        else if (happened is ImageVerified verified)
        {
            listing.Add(verified);
        }
    }

    public IProjection Anew() => new ImagesView();

    public void Become(IProjection rebuilt) => listing = ((ImagesView)rebuilt).listing;

    /// <summary>Newest first, those that were first seen before the cursor (a position of the log).</summary>
    public IReadOnlyList<ListedImage> Page(Func<ListedImage, bool> wanted, long before, int limit) => listing.Page(wanted, before, limit);

    private sealed class Listing
    {
        private readonly Lock gate = new();
        private readonly Dictionary<(ImageName Image, string Tag), int> places = [];
        private readonly List<ListedImage> inOrder = [];

        public void Add(ImageLedgerEvent e, long position)
        {
            lock (gate)
            {
                if (!places.TryGetValue((e.Image, e.Tag), out var place))
                {
                    places.Add((e.Image, e.Tag), place = inOrder.Count);
                    inOrder.Add(new()
                    {
                        DivisionId = e.DivisionId,
                        Version = e.Version,
                        Image = e.Image,
                        Tag = e.Tag,
                        Digest = e.Digest,
                        FirstSeenAt = e.HappenedAt,
                        State = TagState.Seen,
                        ChangedAt = e.HappenedAt,
                        Position = position,
                    });
                }

                var found = (e as ImageTagMutated)?.Found;
                var state = e switch
                {
                    ImageTagMutated => found is null ? TagState.Vanished : TagState.Mutated,
                    ImageTagRestored => TagState.Restored,
                    _ => TagState.Seen,
                };
                inOrder[place] = inOrder[place] with { State = state, FoundDigest = found, ChangedAt = e.HappenedAt };
            }
        }

        public void Add(ImageVerified e)
        {
            lock (gate)
            {
                if (places.TryGetValue((e.Image, e.Tag), out var place))
                {
                    inOrder[place] = inOrder[place] with
                    {
                        DeploymentId = inOrder[place].DeploymentId ?? e.DeploymentId,
                        LastVerifiedAt = e.HappenedAt,
                    };
                }
            }
        }

        public List<ListedImage> Page(Func<ListedImage, bool> wanted, long before, int limit)
        {
            lock (gate)
            {
                return [.. inOrder.AsEnumerable().Reverse().Where(i => i.Position < before && wanted(i)).Take(limit)];
            }
        }
    }
}
