using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>Outermost of the pipeline: no error leaves it without the envelope, and no bug without one line in the log.</summary>
// What Kestrel refuses before there is a request (a malformed request line, headers too large) never gets here:
// it is answered by Kestrel with a bare status and an empty body, and the connection is closed.
internal sealed partial class ErrorEnvelope(RequestDelegate next, ILogger<ErrorEnvelope> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var problem = await RunAsync(context);
        if (problem is null)
        {
            return;
        }

        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }

        var allowed = context.Response.Headers.Allow;
        context.Response.Clear();
        context.Response.Headers.Allow = allowed;
        await problem.ExecuteAsync(context);
    }

    private async Task<Problem?> RunAsync(HttpContext context)
    {
        try
        {
            await next(context);
            return BareErrorOf(context.Response);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
        catch (BadHttpRequestException e)
        {
            return Problems.OfStatus(e.StatusCode, allowed: "");
        }
        catch (OutsideWorldException e)
        {
            OutsideFailed(context.TraceIdentifier, e.Message);
            return Problems.Unavailable(e.Message);
        }
        catch (Exception e)
        {
            RequestFailed(e, context.TraceIdentifier, context.Request.Method, context.Request.Path);
            return Problems.Internal(context.TraceIdentifier);
        }
    }

    private static Problem? BareErrorOf(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null }
            ? Problems.OfStatus(response.StatusCode, response.Headers.Allow.ToString())
            : null;

    [LoggerMessage(8901, LogLevel.Error, "Request {RequestId} ({Method} {Path}) failed")]
    private partial void RequestFailed(Exception exception, string requestId, string method, string path);

    [LoggerMessage(8902, LogLevel.Warning, "Request {RequestId} could not be served: {Reason}")]
    private partial void OutsideFailed(string requestId, string reason);
}
