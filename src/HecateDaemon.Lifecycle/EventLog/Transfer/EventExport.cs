using System.Runtime.CompilerServices;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>Tells a whole log in lines, from a position on, to its present end.</summary>
public sealed class EventExport(IEventLog log, ICheckpoints checkpoints)
{
    public async IAsyncEnumerable<EventLine> LinesAsync(long afterPosition, [EnumeratorCancellation] CancellationToken ct)
    {
        var policies = await checkpoints.LoadAsync(PolicyRunner.Reader, ct);
        // An export that was cut off may end right before the line that tells it; twice does no harm.
        var isTold = policies < 0 || policies < afterPosition;
        await foreach (var stored in log.ReadAllAsync(afterPosition, ct))
        {
            if (!isTold && stored.Position > policies)
            {
                isTold = true;
                yield return new EventLine.Checkpoint(PolicyRunner.Reader);
            }

            yield return new EventLine.Happened(stored);
        }

        if (!isTold)
        {
            yield return new EventLine.Checkpoint(PolicyRunner.Reader);
        }
    }
}
