using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Notifications;

/// <summary>Tells the team what is about to be shipped.</summary>
public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton(new EventTypes(NotificationEventTypes.All))
        .AddSingleton<NoticeBook>()
        .AddSingleton<IProjection>(s => s.GetRequiredService<NoticeBook>())
        .AddSingleton<Deliveries>()
        .AddSingleton<NotificationRound>()
        .AddSingleton<IProveEntryItem, TeamNotified>()
        .AddHostedService<NotificationLoop>();
}
