using System.Text.Json;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>Projections that are filled together, and what each of them has parked meanwhile.</summary>
internal sealed class ProjectionSet(IReadOnlyList<IProjection> projections, EventCodec codec, TimeProvider clock)
{
    private readonly List<(string Reader, IProjection Projection)> all =
        [.. projections.Select(p => (JsonNamingPolicy.SnakeCaseLower.ConvertName(p.GetType().Name), p))];

    private readonly Dictionary<(string Reader, string Stream), ParkedEvent> parked = [];

    public IReadOnlyCollection<ParkedEvent> Parked => parked.Values;

    public bool Has(string reader) => all.Exists(p => p.Reader == reader);

    public ProjectionSet Anew() => new([.. projections.Select(p => p.Anew())], codec, clock);

    public void Become(ProjectionSet rebuilt)
    {
        foreach (var ((_, projection), (_, its)) in all.Zip(rebuilt.all))
        {
            projection.Become(its);
        }

        parked.Clear();
        foreach (var e in rebuilt.Parked)
        {
            parked.Add((e.Reader, e.Stream), e);
        }
    }

    /// <summary>Shows the event to all but those that have parked an earlier one of its stream; tells who failed at it.</summary>
    public IReadOnlyList<(ParkedEvent Parked, Exception Reason)> Show(StoredEvent stored)
    {
        List<(ParkedEvent, Exception)>? failed = null;
        object? happened = null;
        foreach (var (reader, projection) in all)
        {
            try
            {
                if (!parked.ContainsKey((reader, stored.Stream)))
                {
                    projection.Apply(stored, happened ??= codec.Decode(stored));
                }
            }
            catch (Exception e)
            {
                var failure = ParkedEvent.Of(reader, stored, e, clock.GetUtcNow());
                parked.Add((reader, stored.Stream), failure);
                (failed ??= []).Add((failure, e));
            }
        }

        return failed ?? [];
    }
}
