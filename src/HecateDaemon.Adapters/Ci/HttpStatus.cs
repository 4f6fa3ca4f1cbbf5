using System.Net;
using System.Text.Json;
using HecateDaemon.Adapters.Web;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.SmokeTests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Ci;

/// <summary>Reads one state out of a JSON answer.</summary>
internal sealed class HttpStatus(OutgoingHttp http, CiAccess.Http access)
{
    private const int LongestState = 60;

    public async Task<CiVerdict> AskAsync(CiQuestion question, CancellationToken ct)
    {
        var address = new Uri(Fill(question));
        var whom = $"CI at {address.Authority}";
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new("application/json"));
        var (status, body) = await http.AskAsync(request, whom, access.TokenFile, ct);
        return status switch
        {
            HttpStatusCode.OK => Judge(StateIn(body, whom), whom),
            HttpStatusCode.NotFound => new(CiState.Unknown, $"{whom} answered 404"),
            _ => throw new OutsideWorldException($"{whom} answered {(int)status} when asked about {question.Tag}")
            {
                NeedsPerson = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden,
            },
        };
    }

    private string Fill(CiQuestion question) => access.Url
        .Replace("{commit}", Uri.EscapeDataString(question.Commit.ToString()), StringComparison.Ordinal)
        .Replace("{tag}", Uri.EscapeDataString(question.Tag), StringComparison.Ordinal)
        .Replace("{version}", Uri.EscapeDataString(question.Version.ToString()), StringComparison.Ordinal);

    private string? StateIn(byte[] body, string whom)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonPath.TryParse(access.StateAt, out var path, out _) && path.Find(json.RootElement) is { } found
                ? found.ValueKind is JsonValueKind.String ? found.GetString() : found.GetRawText()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new OutsideWorldException($"{whom} did not answer in JSON: {e.Message}", e);
        }
    }

    private CiVerdict Judge(string? state, string whom) => state switch
    {
        null => new(CiState.Unknown, $"{whom} says nothing at {access.StateAt}"),
        _ when access.Green.Contains(state, StringComparer.OrdinalIgnoreCase) => new(CiState.Green, $"{whom} says '{Plain(state)}'"),
        _ when access.Running.Contains(state, StringComparer.OrdinalIgnoreCase) => new(CiState.Running, $"{whom} says '{Plain(state)}'"),
        _ => new(CiState.Red, $"{whom} says '{Plain(state)}'"),
    };

    private static string Plain(string state) => new([.. state.Where(c => !char.IsControl(c)).Take(LongestState)]);
}
