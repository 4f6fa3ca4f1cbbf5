using System.Text.Json;
using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Images;

/// <summary><c>GET /api/images?division_id=&amp;version=&amp;tag=&amp;state=&amp;limit=50&amp;cursor=</c>: the ledger of tags.</summary>
internal static class GetImagesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/images", Get);

    private static IResult Get(HttpRequest request, ImagesView view, ProjectionRunner projections)
    {
        var query = request.Query;
        TagState? state = null;
        if (query["state"].ToString() is { Length: > 0 } word)
        {
            state = Enum.GetValues<TagState>().Cast<TagState?>().FirstOrDefault(s => Word(s!.Value) == word);
            if (state is null)
            {
                return Problems.Malformed("state must be one of seen, mutated, vanished, restored");
            }
        }

        if (PageAsked.In(query, out var problem) is not { } asked)
        {
            return problem!;
        }

        if (projections.NotReadyBecause is { } reason)
        {
            return Problems.Unavailable($"the list is not whole yet: {reason}");
        }

        var position = projections.Position;
        var found = view.Page(
            i => Matches(query["division_id"], i.DivisionId.ToString()) && Matches(query["version"], i.Version.ToString()) &&
                 Matches(query["tag"], i.Tag) && (state is null || i.State == state),
            asked.Before, asked.Limit + 1);
        var (shown, next) = asked.Cut(found, i => i.Position);
        return Answers.Ok(new ImagesPage(shown, next, position), ImageAnswersJson.Default.ImagesPage);
    }

    private static string Word(TagState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

    private static bool Matches(string? wanted, string actual) => string.IsNullOrEmpty(wanted) || wanted == actual;
}

/// <summary>Newest first, whole up to the log's position. The cursor asks for those before; there is none on the last page.</summary>
internal sealed record ImagesPage(IReadOnlyList<ListedImage> Images, string? Cursor, long Position) : Answer;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImagesPage))]
internal sealed partial class ImageAnswersJson : JsonSerializerContext;
