using System.Net;

namespace HecateDaemon.Adapters.Registry;

/// <summary>
/// Asks a busy server again: when it says that it may be, or after pauses that double, each with jitter so that many askers
/// do not come back at once. A server that wants to be left alone for long is: whoever asked comes back later.
/// </summary>
internal sealed class RegistryPatience(TimeSpan firstPause, TimeProvider clock)
{
    private const int MaxAttempts = 4;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    public async Task<RegistryAnswer> AskAsync(Func<Task<RegistryAnswer>> ask, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await ask();
            if (attempt == MaxAttempts || !IsBusy(answer.Status) || PauseAfter(answer, attempt) is not { } pause)
            {
                return answer;
            }

            await Task.Delay(pause, clock, ct);
        }
    }

    private static bool IsBusy(HttpStatusCode status) => status is
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>Null: longer than anybody would wait here.</summary>
    private TimeSpan? PauseAfter(RegistryAnswer answer, int attempt)
    {
        TimeSpan? asked = answer.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => null,
        };
#pragma warning disable CA5394 // Jitter is no secret.
        var jitter = Random.Shared.NextDouble();
#pragma warning restore CA5394
        return asked switch
        {
            null => firstPause * (1 << (attempt - 1)) * (0.5 + jitter),
            { } pause when pause > LongestPause => null,
            { Ticks: <= 0 } => TimeSpan.Zero,
            { } pause => pause * (1 + (jitter / 10)),
        };
    }
}
