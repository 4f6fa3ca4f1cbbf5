using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>Answers whether the daemon lives and whether it takes work; from memory only, so that nothing can hang it.</summary>
internal sealed class Health(IEnumerable<IReadiness> readiness, TimeProvider clock)
{
    private readonly IReadiness[] all = [.. readiness];
    private readonly long started = clock.GetTimestamp();

    private string? NotReadyBecause => all.Select(r => r.NotReadyBecause).FirstOrDefault(reason => reason is not null);

    public Task AnswerHealthAsync(HttpContext context)
    {
        var ready = NotReadyBecause is null;
        return JsonBody.WriteAsync(context, StatusCodes.Status200OK, "application/json", json =>
        {
            json.WriteStartObject();
            json.WriteString("status", "ok");
            json.WriteString("version", DaemonVersion.Text);
            json.WriteBoolean("ready", ready);
            json.WriteNumber("uptime_seconds", (long)clock.GetElapsedTime(started).TotalSeconds);
            json.WriteEndObject();
        });
    }

    // Not a Problem: the contract gives the key "status" to the word, and a problem would put the number there.
    public Task AnswerReadyAsync(HttpContext context)
    {
        var reason = NotReadyBecause;
        var status = reason is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return JsonBody.WriteAsync(context, status, "application/json", json =>
        {
            json.WriteStartObject();
            json.WriteString("status", reason is null ? "ready" : "not_ready");
            if (reason is not null)
            {
                json.WriteString("reason", reason);
                json.WriteBoolean("ok", false);
                json.WriteString("error", "not_ready");
                json.WriteString("detail", reason);
            }

            json.WriteEndObject();
        });
    }
}
