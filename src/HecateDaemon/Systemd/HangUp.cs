using System.Runtime.InteropServices;

namespace HecateDaemon.Systemd;

/// <summary>Keeps SIGHUP, which old habits send for a reload, from ending the daemon: settings are read at start only.</summary>
internal sealed partial class HangUp(ILogger<HangUp> logger) : IHostedService, IDisposable
{
    private PosixSignalRegistration? registration;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            Ignored();
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => registration?.Dispose();

    [LoggerMessage(9102, LogLevel.Warning, "SIGHUP was ignored: restart the daemon for a changed configuration")]
    private partial void Ignored();
}
