using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Notifications;

/// <summary>Sends a notice to one receiver.</summary>
public interface ISendNotices
{
    /// <summary>What the receiver answered, once it has taken it.</summary>
    Task<string> SendAsync(NotificationReceiver receiver, NoticeBody notice, CancellationToken ct);
}
