using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using OneOfMany = HecateDaemon.Adapters.EventStoreDb.Wire.Rpc.Status;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>The errors of a server, with the trailers that tell them apart.</summary>
internal static class StandInFailures
{
    public static RpcException NotLeader(string host, int port) => New(
        StatusCode.NotFound,
        "Leader info available",
        ("exception", "not-leader"),
        ("leader-endpoint-host", host),
        ("leader-endpoint-port", $"{port}"));

    public static RpcException StreamDeleted(string stream) => New(
        StatusCode.FailedPrecondition, $"Event stream '{stream}' is deleted.", ("exception", "stream-deleted"), ("stream-name", stream));

    public static RpcException AccessDenied() => New(StatusCode.PermissionDenied, "Access Denied.", ("exception", "access-denied"));

    public static RpcException Unauthenticated() => New(StatusCode.Unauthenticated, "Unauthenticated");

    public static RpcException TooLarge(int most) => New(
        StatusCode.InvalidArgument,
        $"Maximum Append Size of {most} Exceeded.",
        ("exception", "maximum-append-size-exceeded"),
        ("maximum-append-size", $"{most}"));

    public static RpcException Required(string properties) => New(
        StatusCode.InvalidArgument,
        "Required Metadata Property is missing",
        ("exception", "missing-required-metadata-property"),
        ("required-metadata-properties", properties));

    public static RpcException NotReady() => New(StatusCode.Unavailable, "Server Is Not Ready");

    public static RpcException TimedOut() => New(StatusCode.Aborted, "Operation timed out: Commit phase timeout.");

    public static RpcException NoLeader() => New(StatusCode.Unknown, "No leader info available in response");

    public static RpcException Invalid(string detail) => New(StatusCode.InvalidArgument, detail);

    public static RpcException Thrown() => New(StatusCode.Unknown, "Exception was thrown by handler.");

    public static RpcException Unexpected(string result) => New(StatusCode.Unknown, $"Unexpected {result}: Error");

    /// <summary>Of a Delete or Tombstone; an append's is an answer.</summary>
    public static RpcException WrongVersion(string stream, long expected, long actual) => New(
        StatusCode.FailedPrecondition,
        $"Append failed due to WrongExpectedVersion. Stream: {stream}, Expected version: {expected}, Actual version: {actual}",
        ("exception", "wrong-expected-version"),
        ("stream-name", stream),
        ("expected-version", $"{expected}"),
        ("actual-version", $"{actual}"));

    public static OneOfMany Wrong(AppendResp.Types.WrongExpectedVersion wrong)
    {
        var detail = new WrongExpectedVersion();
        if (wrong.HasCurrentRevision)
        {
            detail.CurrentStreamRevision = wrong.CurrentRevision;
        }
        else
        {
            detail.CurrentNoStream = new Google.Protobuf.WellKnownTypes.Empty();
        }

        return New(6, "WrongExpectedVersion", "event_store.client.WrongExpectedVersion", detail);
    }

    /// <summary>The same failure, where only one of the appends that share a call has it.</summary>
    public static OneOfMany AmongOthers(RpcException e, string stream) => e.Trailers.GetValue("exception") switch
    {
        "stream-deleted" => New(5, "StreamDeleted", "event_store.client.StreamDeleted", new StreamDeleted
        {
            StreamIdentifier = new StreamIdentifier { StreamName = ByteString.CopyFromUtf8(stream) },
        }),
        "access-denied" => New(7, "AccessDenied", "event_store.client.AccessDenied"),
        "maximum-append-size-exceeded" => New(
            3,
            "MaximumAppendSizeExceeded",
            "event_store.client.MaximumAppendSizeExceeded",
            new MaximumAppendSizeExceeded { MaxAppendSize = uint.Parse(e.Trailers.GetValue("maximum-append-size")!, System.Globalization.CultureInfo.InvariantCulture) }),
        _ => New(3, "BadRequest", "event_store.client.BadRequest", new BadRequest { Message = e.Status.Detail }),
    };

    public static OneOfMany TimedOutAmongOthers() => New(4, "Timeout", "event_store.client.Timeout");

    /// <summary>With the code of success: only the detail, which is empty, tells that it is none.</summary>
    public static OneOfMany NotHandled(string message) => New(0, message, "google.protobuf.Empty");

    private static OneOfMany New(int code, string message, string type, IMessage? detail = null) => new()
    {
        Code = code,
        Message = message,
        Details = new Any { TypeUrl = $"type.googleapis.com/{type}", Value = detail?.ToByteString() ?? ByteString.Empty },
    };

    private static RpcException New(StatusCode code, string detail, params (string Key, string Value)[] trailers)
    {
        var all = new Metadata();
        foreach (var (key, value) in trailers)
        {
            all.Add(key, value);
        }

        return new RpcException(new Grpc.Core.Status(code, detail), all);
    }
}
