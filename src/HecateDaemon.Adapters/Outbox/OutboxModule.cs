using HecateDaemon.Adapters.Web;
using HecateDaemon.Lifecycle.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HecateDaemon.Adapters.Outbox;

/// <summary>Answers <see cref="ISendNotices"/> over HTTP.</summary>
public static class OutboxModule
{
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.TryAddSingleton<OutgoingHttp>();
        return services.AddSingleton<ISendNotices, WebhookNotices>();
    }
}
