using HecateDaemon.Lifecycle.EventLog;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>Who is at the other end of a connection; set as a feature of it by whoever accepted it.</summary>
public interface ICaller
{
    Actor Actor { get; }

    /// <summary>The groups that the caller was in besides its own when it connected. What was judged by them is told, they are not.</summary>
    IReadOnlyList<uint> Groups { get; }
}

/// <summary>Asks a request for its caller.</summary>
public static class CallerOfRequest
{
    /// <summary>The process that sent the request, or <see cref="Actor.Unknown"/> where nothing vouches for one.</summary>
    public static Actor Caller(this HttpContext context) => context.Features.Get<ICaller>()?.Actor ?? Actor.Unknown;

    /// <summary>The caller's groups besides its own; none where nothing vouches for any.</summary>
    public static IReadOnlyList<uint> CallerGroups(this HttpContext context) => context.Features.Get<ICaller>()?.Groups ?? [];
}
