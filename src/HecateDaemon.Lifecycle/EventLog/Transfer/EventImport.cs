namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>
/// Brings an export into a log that holds nothing, or its beginning: what is there already is compared and not brought
/// again, so an import that was cut off is simply repeated. Ids, order, times and metadata are kept.
/// </summary>
public sealed class EventImport(IEventLog log, ICheckpoints checkpoints)
{
    private const int Together = 256;
    private readonly List<NewEvent> run = [];
    private StoredEvent? runEnd;
    private long position = -1;

    /// <summary>To be called once.</summary>
    /// <exception cref="InvalidDataException">The log holds something else than the lines say; nothing of its own was touched.</exception>
    public async Task<Imported> RunAsync(IAsyncEnumerable<EventLine> lines, CancellationToken ct)
    {
        var (there, brought) = (0L, 0L);
        await using var held = log.ReadAllAsync(afterPosition: -1, ct).GetAsyncEnumerator(ct);
        var hasMore = true;
        await foreach (var line in lines.WithCancellation(ct))
        {
            if (line is EventLine.Happened { Stored: var stored })
            {
                hasMore = hasMore && await held.MoveNextAsync();
                if (hasMore)
                {
                    Compare(held.Current, stored);
                    position = held.Current.Position;
                    there++;
                }
                else
                {
                    await AddAsync(stored, ct);
                    brought++;
                }
            }
            else if (line is EventLine.Checkpoint checkpoint)
            {
                await AppendAsync(ct);
                await checkpoints.SaveAsync(checkpoint.Reader, position, ct);
            }
        }

        await AppendAsync(ct);
        return new Imported(there, brought);
    }

    private static void Compare(StoredEvent held, StoredEvent line)
    {
        if ((held.Stream, held.Version, held.Id, held.Type) != (line.Stream, line.Version, line.Id, line.Type))
        {
            throw new InvalidDataException(
                $"the log holds other events: at position {held.Position} it has {held.Type} ({held.Stream}@{held.Version}), "
                + $"where the export has {line.Type} ({line.Stream}@{line.Version}); import into an empty log");
        }
    }

    /// <summary>Neighbours of one stream are stored together.</summary>
    private async Task AddAsync(StoredEvent stored, CancellationToken ct)
    {
        var happened = new NewEvent(stored.Id, stored.Type, stored.Data, EventMetadata.WithRecordedAt(stored));
        var isNext = runEnd is not null && (runEnd.Stream, runEnd.Version + 1) == (stored.Stream, stored.Version);
        if (!isNext || run.Count == Together || !EventLogLimits.Fits([.. run, happened]))
        {
            await AppendAsync(ct);
        }

        run.Add(happened);
        runEnd = stored;
    }

    private async Task AppendAsync(CancellationToken ct)
    {
        if (run is [])
        {
            return;
        }

        var outcome = await log.AppendAsync(runEnd!.Stream, runEnd.Version - run.Count, run, ct);
        position = outcome is AppendOutcome.Appended appended && appended.Version == runEnd.Version
            ? appended.Position
            : throw new InvalidDataException(
                $"{runEnd.Stream}@{runEnd.Version} could not be stored behind what the log has of its stream: "
                + "something else writes to it, or the export does not begin with the first event");
        run.Clear();
    }
}

/// <summary>How many events the log had already, and how many were brought.</summary>
public sealed record Imported(long There, long Brought);
