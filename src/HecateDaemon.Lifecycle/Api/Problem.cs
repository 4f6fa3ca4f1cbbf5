using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>One error answer: the <c>ok</c> and <c>error</c> that Hecate's clients read, with the fields of RFC 9457.</summary>
public sealed record Problem : IResult
{
    internal Problem(int status, string error, string detail)
    {
        Status = status;
        Error = error;
        Detail = detail;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>A code in snake_case that never changes.</summary>
    public string Error { get; }

    /// <summary>One sentence for a person: what, where, what instead.</summary>
    public string Detail { get; }

    /// <summary>The state that stands in the way; then <see cref="AvailableActions"/> are told too, even if there are none.</summary>
    public string? State { get; init; }

    public IReadOnlyList<string> AvailableActions { get; init; } = [];

    /// <summary>What would have to be done first.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Under which the daemon's log has the whole story.</summary>
    public string? RequestId { get; init; }

    public Task ExecuteAsync(HttpContext httpContext) =>
        JsonBody.WriteAsync(httpContext, Status, "application/problem+json", Write);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", false);
        json.WriteString("error", Error);
        json.WriteString("detail", Detail);
        json.WriteString("type", "about:blank");
        json.WriteString("title", ReasonPhrases.GetReasonPhrase(Status) is { Length: > 0 } phrase ? phrase : "Error");
        json.WriteNumber("status", Status);
        if (State is not null)
        {
            json.WriteString("state", State);
            WriteList(json, "available_actions", AvailableActions);
        }

        if (Missing.Count > 0)
        {
            WriteList(json, "missing", Missing);
        }

        if (RequestId is not null)
        {
            json.WriteString("request_id", RequestId);
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
