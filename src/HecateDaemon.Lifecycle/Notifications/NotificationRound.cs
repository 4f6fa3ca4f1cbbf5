using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Notifications;

/// <summary>
/// One look at what is to be sent. A receiver that fails is left alone for longer each time and does not keep the others
/// waiting; after a day it is given up, for then nobody needs the news.
/// </summary>
public sealed class NotificationRound(NoticeBook book, Deliveries deliveries, ISendNotices outbox, LeaderGuard guard, TimeProvider clock)
{
    private const string Name = "notify_team";
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<(Guid, string), (int Failures, DateTimeOffset NotBefore)> setbacks = new();

    public Task RunAsync(CancellationToken ct) =>
        Task.WhenAll(book.Pending.Where(IsDue).Select(notice =>
            guard.TryActAsync(notice.Happened.Environment, acting => TellAsync(notice, acting), ct)));

    private bool IsDue(PendingNotice notice) =>
        !setbacks.TryGetValue(KeyOf(notice), out var setback) || setback.NotBefore <= clock.GetUtcNow();

    private async Task TellAsync(PendingNotice notice, CancellationToken ct)
    {
        // The book is behind the log while it is being read at start.
        if ((await deliveries.LoadAsync(notice.Happened.DeploymentId, ct)).GetValueOrDefault(notice.Receiver.Name) is
            NotificationDelivered or NotificationFailed { GaveUp: true })
        {
            return;
        }

        NotificationEvent outcome;
        try
        {
            var body = NoticeBody.Of(notice.Receiver.Template, notice.Stored, notice.Happened);
            outcome = IsTooOld(notice) ? Failed(notice, "it is older than a day", gaveUp: true)
                : Delivered(notice, await outbox.SendAsync(notice.Receiver, body, ct));
            setbacks.TryRemove(KeyOf(notice), out _);
        }
        catch (OutsideWorldException e)
        {
            var failures = setbacks.GetValueOrDefault(KeyOf(notice)).Failures;
            var pause = FirstPause * Math.Pow(2, Math.Min(failures, 10));
            setbacks[KeyOf(notice)] = (failures + 1, clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause));
            outcome = Failed(notice, e.Message, gaveUp: false);
        }

        await deliveries.RecordAsync(outcome, notice.Stored, Name, ct);
    }

    private bool IsTooOld(PendingNotice notice) => clock.GetUtcNow() - notice.Happened.HappenedAt > Longest;

    private static (Guid, string) KeyOf(PendingNotice notice) => (notice.Stored.Id, notice.Receiver.Name);

    private NotificationDelivered Delivered(PendingNotice notice, string evidence) => new()
    {
        DeploymentId = notice.Happened.DeploymentId,
        DivisionId = notice.Happened.DivisionId,
        Environment = notice.Happened.Environment,
        Version = notice.Happened.Version,
        Receiver = notice.Receiver.Name,
        HappenedAt = clock.GetUtcNow(),
        Evidence = evidence,
    };

    private NotificationFailed Failed(PendingNotice notice, string reason, bool gaveUp) => new()
    {
        DeploymentId = notice.Happened.DeploymentId,
        DivisionId = notice.Happened.DivisionId,
        Environment = notice.Happened.Environment,
        Version = notice.Happened.Version,
        Receiver = notice.Receiver.Name,
        HappenedAt = clock.GetUtcNow(),
        Reason = reason,
        GaveUp = gaveUp,
    };
}
