using Microsoft.Extensions.Hosting.Systemd;

namespace HecateDaemon.Systemd;

/// <summary>How the daemon lives with what starts it: systemd, Windows, or a person.</summary>
internal static class SystemdModule
{
    public static void AddSystemdAndWindows(this IServiceCollection services)
    {
        services.AddWindowsService(windows => windows.ServiceName = "HecateDaemon");
        services.AddHostedService<HangUp>();
        // Not AddSystemd(): it asks /proc for its parent's name, which ProtectProc=invisible hides from it.
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 })
        {
            services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
            services.AddSingleton<IHostLifetime, SystemdLifetime>();
            services.AddHostedService<Watchdog>();
        }
    }
}
