using HecateDaemon.Lifecycle.EventLog;
using Microsoft.AspNetCore.WebUtilities;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>The only maker of error answers. Every sentence says what, where, and what instead; none echoes a value.</summary>
public static class Problems
{
    /// <summary>400: the request cannot be understood.</summary>
    public static Problem Malformed(string detail) => new(400, "malformed", detail);

    /// <summary>403: sent by a web page, in the name of whoever looks at it.</summary>
    public static Problem CrossOrigin() => new(403, "cross_origin",
        "the request carries an Origin header, so a web page sent it; pages may only read: act with curl or the subcommands");

    /// <summary>404: no such thing.</summary>
    public static Problem Unknown(string detail) => new(404, "not_found", detail);

    /// <summary>404: what the request names is not known here.</summary>
    public static Problem Unknown(Refusal refusal) => new(404, refusal.Code, refusal.Reason);

    /// <summary>405: the path is right and the method is not.</summary>
    public static Problem MethodNotAllowed(string allowed) => new(405, "method_not_allowed",
        allowed is "" ? "this method is not possible at this path" : $"this method is not possible at this path: use {allowed}");

    /// <summary>409: a rule says no.</summary>
    public static Problem Refused(Refusal refusal) =>
        new(409, refusal.Code, refusal.Reason) { Missing = refusal.Missing };

    /// <summary>409: a rule says no in this state, and these actions are possible from it.</summary>
    public static Problem Refused(Refusal refusal, string state, IReadOnlyList<string> availableActions) =>
        Refused(refusal) with { State = state, AvailableActions = availableActions };

    /// <summary>412: the version given in <c>If-Match</c> is not the present one.</summary>
    public static Problem StaleVersion(string detail) => new(412, "version_stale", detail);

    /// <summary>413: more than anything here needs.</summary>
    public static Problem TooLarge() =>
        new(413, "too_large", $"the request's body is larger than {Body.MaxBytes} bytes: send less");

    /// <summary>415: a body in a form that is not read here.</summary>
    public static Problem UnsupportedMediaType() => new(415, "unsupported_media_type",
        "the body must be UTF-8 JSON and say so: send the header 'Content-Type: application/json' (curl: -H 'Content-Type: application/json')");

    /// <summary>429: the same caller, too often.</summary>
    public static Problem TooMany(string detail) => new(429, "too_many_requests", detail);

    /// <summary>500: a bug. The log has it under the request's id; the caller gets nothing of it.</summary>
    public static Problem Internal(string requestId) =>
        new(500, "internal_error", "the daemon failed at this request: its log has the reason under the request_id") { RequestId = requestId };

    /// <summary>503: something outside, such as the event store, does not do its part. Trying again later is right.</summary>
    public static Problem Unavailable(string detail) => new(503, "unavailable", detail);

    /// <summary>For a status that the framework set without a body.</summary>
    internal static Problem OfStatus(int status, string allowed) => status switch
    {
        400 => Malformed("the request cannot be understood: a parameter or header is not of its form"),
        404 => Unknown("there is nothing at this path: the API is below /api, the daemon's state at /health and /ready"),
        405 => MethodNotAllowed(allowed),
        413 => TooLarge(),
        415 => UnsupportedMediaType(),
        429 => TooMany("too many requests: wait and try again"),
        503 => Unavailable("the daemon cannot answer now: try again later"),
        _ => new(status, CodeOf(status), $"the daemon answers {status} to this request"),
    };

    private static string CodeOf(int status)
    {
        var phrase = ReasonPhrases.GetReasonPhrase(status);
        return phrase is "" ? $"http_{status}" : phrase.ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
    }
}
