using System.Net.Http.Headers;
using System.Text.Json;

namespace HecateDaemon.Lifecycle.Tests.Api;

internal static class ProblemReading
{
    /// <summary>Checks that an answer is an error by the wire contract, and gives its fields.</summary>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage answer, int status, string error)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        answer.Content.Headers.ContentType.ShouldBe(new MediaTypeHeaderValue("application/problem+json"));
        answer.Content.Headers.ContentLength.ShouldNotBeNull();
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("ok").GetBoolean().ShouldBeFalse();
        problem.GetProperty("error").GetString().ShouldBe(error);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("type").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        return problem;
    }
}
