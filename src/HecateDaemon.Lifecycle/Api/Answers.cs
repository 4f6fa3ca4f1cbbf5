using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>Makes the successful answers of the wire contract.</summary>
public static class Answers
{
    /// <summary>200: done, or here it is.</summary>
    public static IResult Ok<T>(T answer, JsonTypeInfo<T> json)
        where T : Answer => new JsonAnswer<T>(StatusCodes.Status200OK, answer, json, Location: null);

    /// <summary>201: it was born, and lives at <paramref name="location"/>.</summary>
    public static IResult Born<T>(string location, T answer, JsonTypeInfo<T> json)
        where T : Answer => new JsonAnswer<T>(StatusCodes.Status201Created, answer, json, location);

    private sealed record JsonAnswer<T>(int Status, T Value, JsonTypeInfo<T> Json, string? Location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (Location is not null)
            {
                httpContext.Response.Headers.Location = Location;
            }

            return JsonBody.WriteAsync(
                httpContext, Status, "application/json", writer => JsonSerializer.Serialize(writer, Value, Json));
        }
    }
}
