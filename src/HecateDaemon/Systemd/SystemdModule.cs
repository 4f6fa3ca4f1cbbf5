using Microsoft.Extensions.Hosting.Systemd;

namespace HecateDaemon.Systemd;

/// <summary>How the daemon lives with what starts it: systemd, Windows, or a person.</summary>
internal static class SystemdModule
{
    public static void AddSystemdAndWindows(this IServiceCollection services)
    {
        services.AddSystemd();
        services.AddWindowsService(windows => windows.ServiceName = "HecateDaemon");
        services.AddHostedService<HangUp>();
        if (services.Any(s => s.ServiceType == typeof(ISystemdNotifier)))
        {
            services.AddHostedService<Watchdog>();
        }
    }
}
