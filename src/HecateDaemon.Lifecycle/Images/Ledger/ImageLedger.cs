using System.Security.Cryptography;
using System.Text;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>The one way to what is known about tags: load, decide, append at the expected version. One stream for each tag.</summary>
public sealed class ImageLedger(IEventLog log, EventCodec codec, TimeProvider clock)
{
    private const int MaxRaces = 16;
    private static readonly Guid Space = new("0c7f6f5b-5a0e-4c8e-9d57-0a3a8f1f5e3c");

    public static string StreamOf(ImageName image, string tag) =>
        $"image-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{image}:{tag}")))}";

    public async Task<TagRecord> LoadAsync(ImageName image, string tag, CancellationToken ct) =>
        (await LoadAsync(StreamOf(image, tag), ct)).Record;

    /// <summary>Remembers what was seen, in the name of whoever looked, and answers with what is now known.</summary>
    public async Task<TagRecord> RecordAsync(TagSighting seen, string policy, CancellationToken ct)
    {
        var stream = StreamOf(seen.Image, seen.Tag);
        for (var race = 0; race < MaxRaces; race++)
        {
            var (record, version) = await LoadAsync(stream, ct);
            var now = clock.GetUtcNow();
            if (record.Decide(seen, now) is not { } happened)
            {
                return record;
            }

            // The same look at the same version is the same command, whoever does it.
            var command = NameBasedId.From(Space, $"{stream} {version}");
            var issued = new Issued(command, Actor.Policy(policy), now, CorrelationId: command, CausationId: command);
            var events = new[] { codec.Encode(happened, 0, issued.Metadata(reason: null)) };
            if (await log.AppendAsync(stream, version, events, ct) is AppendOutcome.Appended)
            {
                return record.Evolve(happened);
            }
        }

        throw new InvalidOperationException($"lost {MaxRaces} races in a row on {seen.Image}:{seen.Tag}");
    }

    private async Task<(TagRecord Record, long Version)> LoadAsync(string stream, CancellationToken ct)
    {
        var record = TagRecord.Unseen;
        var version = -1L;
        await foreach (var stored in log.ReadStreamAsync(stream, version, ct))
        {
            record = record.Evolve((ImageLedgerEvent)codec.Decode(stored));
            version = stored.Version;
        }

        return (record, version);
    }
}
