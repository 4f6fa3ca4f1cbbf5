using Grpc.Core;

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

    private static RpcException New(StatusCode code, string detail, params (string Key, string Value)[] trailers)
    {
        var all = new Metadata();
        foreach (var (key, value) in trailers)
        {
            all.Add(key, value);
        }

        return new RpcException(new Status(code, detail), all);
    }
}
