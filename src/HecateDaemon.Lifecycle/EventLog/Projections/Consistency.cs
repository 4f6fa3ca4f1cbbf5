using System.Globalization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>
/// Every read below <c>/api</c> says up to which position of the log it is whole. With <c>?consistent=true</c> a read waits
/// until that is the log's end, and a command's answer until what it stored can be read; both a few seconds at most.
/// </summary>
internal sealed class Consistency(RequestDelegate next, ProjectionRunner projections)
{
    /// <summary>The position that an answer reflects; it may reflect later events too.</summary>
    public const string PositionHeader = "Hecate-Position";

    /// <summary><c>false</c> on the answer of a command that was carried out before the read models had it.</summary>
    public const string ConsistentHeader = "Hecate-Consistent";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task InvokeAsync(HttpContext context)
    {
        var wish = context.Request.Query["consistent"].ToString();
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            await next(context);
        }
        else if (wish is not ("" or "true" or "false"))
        {
            await Problems.Malformed("consistent must be true or false").ExecuteAsync(context);
        }
        else if (!HttpMethods.IsGet(context.Request.Method))
        {
            if (wish is "true")
            {
                context.Response.OnStarting(() => SettleAsync(context));
            }

            await next(context);
        }
        else if (wish is "true" && !await projections.CatchUpAsync(Patience, context.RequestAborted))
        {
            await Problems.Unavailable(
                $"the read models did not come to the log's end within {Patience.TotalSeconds} s: try again").ExecuteAsync(context);
        }
        else
        {
            Tell(context);
            await next(context);
        }
    }

    /// <summary>The command is done: whatever happens now, that is its answer.</summary>
    private async Task SettleAsync(HttpContext context)
    {
        var isSettled = false;
        try
        {
            isSettled = context.Response.StatusCode < 300 && await projections.CatchUpAsync(Patience, context.RequestAborted);
        }
        catch (Exception e) when (e is OutsideWorldException or OperationCanceledException)
        {
            // It is told that it is not settled.
        }

        context.Response.Headers[ConsistentHeader] = isSettled ? "true" : "false";
        Tell(context);
    }

    private void Tell(HttpContext context) =>
        context.Response.Headers[PositionHeader] = projections.Position.ToString(CultureInfo.InvariantCulture);
}
