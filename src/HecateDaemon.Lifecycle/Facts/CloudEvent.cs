using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HecateDaemon.Lifecycle.Facts;

/// <summary>What we need of a CloudEvent (1.0), which a request carries whole (structured) or in its headers (binary).</summary>
internal sealed record CloudEvent(string Id, string Source, string Type, JsonElement Data)
{
    private const string Structured = "application/cloudevents+json";
    private const int Longest = 500;

    /// <summary>The event, or why it is none, as a sentence.</summary>
    public static (CloudEvent? Event, string? WhyNot) Read(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var media) ? media.MediaType.ToString() : "";
        try
        {
            using var json = JsonDocument.Parse(body);
            return type.Equals(Structured, StringComparison.OrdinalIgnoreCase) ? ReadStructured(json.RootElement)
                : type.Equals("application/json", StringComparison.OrdinalIgnoreCase) && request.Headers.ContainsKey("ce-specversion")
                    ? ReadBinary(request.Headers, json.RootElement)
                : (null, $"a fact is a CloudEvent: send it whole as {Structured}, or its data as application/json with ce- headers");
        }
        catch (JsonException)
        {
            return (null, "the body must be JSON in UTF-8");
        }
    }

    private static (CloudEvent?, string?) ReadStructured(JsonElement json) => json.ValueKind is not JsonValueKind.Object
        ? (null, "the body must be a JSON object, a CloudEvent")
        : Checked(name => Text(json, name), json.TryGetProperty("data", out var data) ? data : default);

    private static (CloudEvent?, string?) ReadBinary(IHeaderDictionary headers, JsonElement data) =>
        Checked(name => headers[$"ce-{name}"] is [{ } only] ? Uri.UnescapeDataString(only) : null, data);

    private static (CloudEvent?, string?) Checked(Func<string, string?> attribute, JsonElement data)
    {
        foreach (var name in new[] { "specversion", "id", "source", "type" })
        {
            if (attribute(name) is not { Length: > 0 and <= Longest } value || value.Any(char.IsControl))
            {
                return (null, $"the CloudEvent's '{name}' must be a text of 1 to {Longest} characters");
            }
        }

        return attribute("specversion") is not "1.0" ? (null, "the CloudEvent's 'specversion' must be 1.0")
            : data.ValueKind is not JsonValueKind.Object ? (null, "the CloudEvent's 'data' must be a JSON object")
            : (new(attribute("id")!, attribute("source")!, attribute("type")!, data.Clone()), null);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
