using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Notifications;

/// <summary>What the log knows about the notices of one deployment: the last event for each receiver.</summary>
public sealed class Deliveries(IEventLog log, EventCodec codec)
{
    private const int MaxRaces = 16;

    public static string StreamOf(DeploymentId deployment) => $"notification-{deployment}";

    public async Task<IReadOnlyDictionary<string, NotificationEvent>> LoadAsync(DeploymentId deployment, CancellationToken ct) =>
        (await LoadAsync(StreamOf(deployment), ct)).ByReceiver;

    /// <summary>Remembers what became of a notice about <paramref name="cause"/>; what is known already is nothing new.</summary>
    public async Task RecordAsync(NotificationEvent happened, StoredEvent cause, string by, CancellationToken ct)
    {
        var stream = StreamOf(happened.DeploymentId);
        for (var race = 0; race < MaxRaces; race++)
        {
            var (known, version) = await LoadAsync(stream, ct);
            if (IsKnown(known.GetValueOrDefault(happened.Receiver), happened))
            {
                return;
            }

            var issued = Issued.Following(cause, $"{by} {happened.Receiver} {version}", happened.HappenedAt) with { By = Actor.Policy(by) };
            var events = new[] { codec.Encode(happened, 0, issued.Metadata(reason: null)) };
            if (await log.AppendAsync(stream, version, events, ct) is AppendOutcome.Appended)
            {
                return;
            }
        }

        throw new InvalidOperationException($"lost {MaxRaces} races in a row on {stream}");
    }

    private static bool IsKnown(NotificationEvent? last, NotificationEvent happened) => (last, happened) switch
    {
        (NotificationDelivered, _) => true,
        (NotificationFailed was, NotificationFailed now) => (was.Reason, was.GaveUp) == (now.Reason, now.GaveUp),
        _ => false,
    };

    private async Task<(Dictionary<string, NotificationEvent> ByReceiver, long Version)> LoadAsync(string stream, CancellationToken ct)
    {
        var last = new Dictionary<string, NotificationEvent>(StringComparer.Ordinal);
        var version = -1L;
        await foreach (var stored in log.ReadStreamAsync(stream, version, ct))
        {
            var happened = (NotificationEvent)codec.Decode(stored);
            last[happened.Receiver] = happened;
            version = stored.Version;
        }

        return (last, version);
    }
}
