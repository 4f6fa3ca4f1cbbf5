using Google.Protobuf;
using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using Status = HecateDaemon.Adapters.EventStoreDb.Wire.Rpc.Status;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// How one of the appends that share a call failed, as the failure of a call of its own. What kind it is only the detail
/// tells: a server that is not ready says so with the code 0, which means OK.
/// </summary>
internal static class EventStoreBatchError
{
    /// <summary>Null: it is about something else.</summary>
    public static T? Detail<T>(Status error, MessageParser<T> parser) where T : class, IMessage<T> =>
        Kind(error) == typeof(T).Name ? parser.ParseFrom(error.Details.Value) : null;

    public static RpcException Of(Status error) => Kind(error) switch
    {
        "StreamDeleted" => New(StatusCode.FailedPrecondition, error.Message, new() { { "exception", "stream-deleted" } }),
        "AccessDenied" => New(StatusCode.PermissionDenied, error.Message),
        "Timeout" => New(StatusCode.DeadlineExceeded, error.Message),
        "MaximumAppendSizeExceeded" or "MaximumAppendEventSizeExceeded" => New(StatusCode.InvalidArgument, error.Message),
        "BadRequest" => New(StatusCode.InvalidArgument, BadRequest.Parser.ParseFrom(error.Details.Value).Message),
        // Not ready, busy, no leader, or something that nobody foresaw: whether it happened is not known.
        _ => New(StatusCode.Unavailable, error.Message),
    };

    private static string Kind(Status error) => error.Details?.TypeUrl.Split('/', '.')[^1] ?? "";

    private static RpcException New(StatusCode code, string message, Metadata? trailers = null) =>
        new(new Grpc.Core.Status(code, message), trailers ?? []);
}
