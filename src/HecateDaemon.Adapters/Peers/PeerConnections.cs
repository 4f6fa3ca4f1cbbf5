using HecateDaemon.Lifecycle.Api;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace HecateDaemon.Adapters.Peers;

/// <summary>Tells every request of a listener who its caller is.</summary>
public static class PeerConnections
{
    /// <summary>The credentials are those of the process that connected, read once for each connection.</summary>
    public static void UsePeerCallers(this IConnectionBuilder connections) => connections.Use(next => connection =>
    {
        if (connection.Features.Get<IConnectionSocketFeature>() is { } accepted && PeerCaller.Of(accepted.Socket) is { } caller)
        {
            connection.Features.Set<ICaller>(caller);
        }

        return next(connection);
    });
}
