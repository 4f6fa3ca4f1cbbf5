namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>
/// Saves how far a reader has come, one save at a time and always the latest: many events in a row cost few writes. A
/// crash makes the reader see a few events again, never too few.
/// </summary>
internal sealed class CheckpointSaver(ICheckpoints checkpoints, string reader)
{
    private readonly Lock gate = new();
    private Task saving = Task.CompletedTask;
    private bool isSaving;
    private long latest;

    /// <summary>Throws what an earlier save failed with.</summary>
    public void Reached(long position, CancellationToken ct)
    {
        lock (gate)
        {
            latest = position;
            if (!isSaving)
            {
                isSaving = true;
                saving = SaveAsync(ct);
            }
            else if (saving.IsFaulted)
            {
                saving.GetAwaiter().GetResult();
            }
        }
    }

    private async Task SaveAsync(CancellationToken ct)
    {
        // Never inside the lock: a save may complete at once.
        await Task.Yield();
        while (true)
        {
            var position = Volatile.Read(ref latest);
            await checkpoints.SaveAsync(reader, position, ct);
            lock (gate)
            {
                if (position == latest)
                {
                    isSaving = false;
                    return;
                }
            }
        }
    }
}
