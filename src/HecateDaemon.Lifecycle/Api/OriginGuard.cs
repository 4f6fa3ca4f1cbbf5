using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>
/// A browser that reaches the socket through <c>ssh -L</c> sends what any web page tells it to; it marks it with an
/// <c>Origin</c> header, which no other client of ours sends. Such requests may read and nothing else.
/// </summary>
internal sealed class OriginGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Request.Headers.Origin.Count > 0 && !HttpMethods.IsGet(context.Request.Method)
            ? Problems.CrossOrigin().ExecuteAsync(context)
            : next(context);
}
