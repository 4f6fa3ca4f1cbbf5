using System.Globalization;
using System.Net;
using System.Text.Json;
using HecateDaemon.Adapters.Web;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Observation;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Prometheus;

/// <summary>Asks <c>/api/v1/query</c> for a query's value now. Only one finite number is an answer.</summary>
internal sealed class PrometheusMetrics(OutgoingHttp http) : IAskMetrics
{
    private const int LongestError = 200;

    public async Task<MetricAnswer> AskAsync(PrometheusAccess access, string query, CancellationToken ct)
    {
        var whom = $"Prometheus at {access.Url.Authority}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(access.Url, $"api/v1/query?query={Uri.EscapeDataString(query)}"));
        request.Headers.Accept.Add(new("application/json"));
        var (status, body) = await http.AskAsync(request, whom, access.TokenFile, ct);
        using var json = TryParse(body);
        return status is not HttpStatusCode.OK
            ? throw new OutsideWorldException($"{whom} answered {(int)status}{Said(json?.RootElement)}")
            {
                NeedsPerson = (int)status is >= 300 and < 500,
            }
            : json?.RootElement is { } answer && answer.TextAt("status") is "success"
            ? Value(answer)
            : throw new OutsideWorldException($"{whom} did not answer as Prometheus does{Said(json?.RootElement)}") { NeedsPerson = true };
    }

    private static MetricAnswer Value(JsonElement answer) => answer.TextAt("data", "resultType") switch
    {
        "scalar" => Number(answer.At("data", "result")),
        "vector" when answer.ItemsAt("data", "result").ToList() is var series => series switch
        {
            [var one] => Number(one.At("value")),
            [] => None("no series matches: add 'or vector(0)' to the query if that means zero"),
            _ => None($"{series.Count} series match: the query must make one value of them"),
        },
        var type => None($"it gives a {type ?? "nothing"} and not a value"),
    };

    /// <summary>A pair of a time and a number as text, for JSON has neither NaN nor infinity.</summary>
    private static MetricAnswer Number(JsonElement? pair) =>
        pair is { ValueKind: JsonValueKind.Array } both && both.GetArrayLength() is 2 && both[1].ValueKind is JsonValueKind.String
            ? Number(both[1].GetString()!)
            : None("its value is no pair of a time and a text");

    private static MetricAnswer Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new(number, Why: null)
            : None($"it is {Plain(text)}");

    private static MetricAnswer None(string why) => new(Value: null, why);

    private static JsonDocument? TryParse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Said(JsonElement? answer) => answer?.TextAt("error") is { Length: > 0 } error ? $": {Plain(error)}" : "";

    private static string Plain(string text) => new([.. text.Where(c => !char.IsControl(c)).Take(LongestError)]);
}
