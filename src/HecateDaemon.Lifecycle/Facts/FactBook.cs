using System.Security.Cryptography;
using System.Text;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Facts;

/// <summary>The facts that other processes told about a division, in one stream for each. The same fact twice is one.</summary>
public sealed class FactBook(IEventLog log, EventCodec codec)
{
    private const int MaxRaces = 16;
    private static readonly Guid Space = new("5d0a2c57-54b9-4b7c-8b0e-2f3a0f7f9a41");

    public static string StreamOf(DivisionId division) => $"facts-{division}";

    /// <summary>True where it is news.</summary>
    public async Task<bool> RecordAsync(DebuggingConcluded fact, Actor by, CancellationToken ct)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{fact.Source}\n{fact.FactId}")));
        var issued = Issued.ByCaller(NameBasedId.From(Space, $"{fact.DivisionId} {name}"), by, fact.HappenedAt);
        var stream = StreamOf(fact.DivisionId);
        for (var race = 0; race < MaxRaces; race++)
        {
            var version = -1L;
            await foreach (var stored in log.ReadStreamAsync(stream, version, ct))
            {
                if (stored.Id == EventCodec.IdOf(issued.CommandId, 0))
                {
                    return false;
                }

                version = stored.Version;
            }

            var events = new[] { codec.Encode(fact, 0, issued.Metadata(reason: null)) };
            if (await log.AppendAsync(stream, version, events, ct) is AppendOutcome.Appended)
            {
                return true;
            }
        }

        throw new InvalidOperationException($"lost {MaxRaces} races in a row on {stream}");
    }

    /// <summary>The last word on a version, and who brought it; null where there is none.</summary>
    public async Task<(DebuggingConcluded Fact, Actor By)?> FindAsync(DivisionId division, ReleaseVersion version, CancellationToken ct)
    {
        (DebuggingConcluded, Actor)? last = null;
        await foreach (var stored in log.ReadStreamAsync(StreamOf(division), afterVersion: -1, ct))
        {
            if (codec.Decode(stored) is DebuggingConcluded fact && fact.Version == version)
            {
                last = (fact, EventCodec.MetadataOf(stored).Actor);
            }
        }

        return last;
    }
}
