using System.Globalization;
using System.Security.Authentication;
using Grpc.Core;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// What a failed call means. Repeating is for what may or may not have happened and for what another node or a later
/// moment may answer; NOT_FOUND is a missing thing or a node that is not the leader, and only the trailer tells which.
/// </summary>
internal sealed record EventStoreFailure(string Seen, bool IsWorthRepeating)
{
    private const int LongestShown = 300;

    /// <summary>Another connection may fare better: to another node, or with credentials that were replaced meanwhile.</summary>
    public bool IsOfTheConnection { get; private init; } = IsWorthRepeating;

    /// <summary>The node that a follower named.</summary>
    public EventStoreEndPoint? Leader { get; private init; }

    /// <summary>What calls throw; the channel of a node that somebody else has left is disposed.</summary>
    public static bool IsOne(Exception e) => e is RpcException or OperationCanceledException or ObjectDisposedException;

    public static EventStoreFailure Of(Exception e) => e switch
    {
        RpcException rpc => Of(rpc),
        OperationCanceledException => Passing("gave no answer"),
        _ => Passing("was left"),
    };

    public OutsideWorldException Explain(EventStoreEndPoint where, string what, Exception inner) =>
        new($"EventStoreDB at {where} {Seen} when asked to {what}", inner) { NeedsPerson = !IsWorthRepeating };

    private static EventStoreFailure Of(RpcException e) => (e.StatusCode, e.Trailers.GetValue("exception")) switch
    {
        (_, "not-leader") => Passing("is not the leader") with { Leader = LeaderIn(e.Trailers) },
        (_, "stream-deleted") => Lasting("said that the stream was deleted for ever"),
        (StatusCode.PermissionDenied, _) =>
            Refused("denied access: give its account the rights, or name another in EventStore:CredentialsFile"),
        (StatusCode.Unauthenticated, _) => Refused("did not accept the credentials: see EventStore:CredentialsFile"),
        _ when HasIn<AuthenticationException>(e) =>
            Refused($"could not be trusted ({Reason(e)}): see tlsCaFile in EventStore:ConnectionString"),
        (StatusCode.Unavailable or StatusCode.Aborted or StatusCode.Internal, _) => Passing($"was not available ({Reason(e)})"),
        (StatusCode.DeadlineExceeded or StatusCode.Cancelled, _) => Passing("gave no answer"),
        (StatusCode.Unknown, _) when e.Status.Detail.StartsWith("No leader info", StringComparison.Ordinal) => Passing("knows no leader"),
        _ => Lasting($"refused ({e.StatusCode}: {Reason(e)})"),
    };

    private static EventStoreEndPoint? LeaderIn(Metadata trailers) =>
        trailers.GetValue("leader-endpoint-host") is { } host
        && int.TryParse(trailers.GetValue("leader-endpoint-port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? EventStoreEndPoint.TryFrom(host, port)
            : null;

    private static bool HasIn<T>(Exception? e) where T : Exception => e switch
    {
        null => false,
        T => true,
        RpcException { Status.DebugException: { } debug } when HasIn<T>(debug) => true,
        _ => HasIn<T>(e.InnerException),
    };

    private static string Reason(RpcException e) =>
        e.Status.Detail.Length <= LongestShown ? e.Status.Detail : e.Status.Detail[..LongestShown] + "…";

    private static EventStoreFailure Passing(string seen) => new(seen, IsWorthRepeating: true);

    private static EventStoreFailure Lasting(string seen) => new(seen, IsWorthRepeating: false);

    private static EventStoreFailure Refused(string seen) => Lasting(seen) with { IsOfTheConnection = true };
}
