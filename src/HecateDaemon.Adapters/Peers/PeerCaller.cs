using System.Net.Sockets;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Peers;

/// <summary>The process at the other end of a Unix socket, as Linux knows it since it connected.</summary>
internal sealed class PeerCaller : ICaller
{
    private readonly Lazy<Actor> actor;

    // The name is looked up only when somebody asks: an account directory that hangs must not hold up GET /health.
    private PeerCaller(PeerCredentials peer, IReadOnlyList<uint> groups)
    {
        actor = new(() => Actor.Peer(peer.Uid, peer.Gid, peer.Pid, AccountNames.OfUser(peer.Uid)));
        Groups = groups;
    }

    public Actor Actor => actor.Value;

    public IReadOnlyList<uint> Groups { get; }

    /// <summary>Null where the platform or the kind of socket carries no credentials.</summary>
    public static PeerCaller? Of(Socket socket) => PeerCredentials.Of(socket) is { } peer ? new(peer, PeerGroups.Of(socket)) : null;
}
