using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Tests.Api;

/// <summary>Keeps what our own code logs, for a test to look at.</summary>
internal sealed class KeptLogs : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text, Exception? Exception)> kept = new();

    public IReadOnlyList<(LogLevel Level, string Text, Exception? Exception)> All => [.. kept];

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("HecateDaemon", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        kept.Enqueue((logLevel, formatter(state, exception), exception));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Dispose()
    {
    }
}
