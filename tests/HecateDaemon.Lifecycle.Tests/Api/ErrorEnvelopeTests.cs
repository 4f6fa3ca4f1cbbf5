using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Tests.Api;

public sealed class ErrorEnvelopeTests
{
    [Fact]
    public async Task A_bug_is_logged_once_and_none_of_it_reaches_the_caller()
    {
        await using var host = await ApiHost.StartAsync(routes =>
            routes.MapGet("/bug", new RequestDelegate(_ => throw new InvalidOperationException("the password is hunter2"))));

        using var answer = await host.Http.GetAsync("/bug");

        var problem = await answer.ShouldBeProblemAsync(500, "internal_error");
        problem.ToString().ShouldNotContain("hunter2");
        var (level, text, exception) = host.Logs.All.ShouldHaveSingleItem();
        level.ShouldBe(LogLevel.Error);
        text.ShouldContain(problem.GetProperty("request_id").GetString()!);
        exception.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task The_outside_world_failing_is_503_and_says_what_failed()
    {
        await using var host = await ApiHost.StartAsync(routes =>
            routes.MapGet("/store", new RequestDelegate(_ => throw new OutsideWorldException("the event store is away"))));

        using var answer = await host.Http.GetAsync("/store");

        (await answer.ShouldBeProblemAsync(503, "unavailable")).GetProperty("detail").GetString().ShouldBe("the event store is away");
        host.Logs.All.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Warning);
    }

    [Theory]
    [InlineData(400, "malformed")]
    [InlineData(401, "unauthorized")]
    [InlineData(404, "not_found")]
    [InlineData(408, "request_timeout")]
    [InlineData(413, "too_large")]
    [InlineData(415, "unsupported_media_type")]
    [InlineData(429, "too_many_requests")]
    [InlineData(503, "unavailable")]
    [InlineData(599, "http_599")]
    public async Task A_bare_status_gets_the_envelope(int status, string error)
    {
        await using var host = await ApiHost.StartAsync(routes => routes.MapGet("/bare", new RequestDelegate(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        })));

        using var answer = await host.Http.GetAsync("/bare");

        await answer.ShouldBeProblemAsync(status, error);
    }

    [Fact]
    public async Task Headers_of_an_answer_that_never_came_do_not_stay_on_the_error()
    {
        await using var host = await ApiHost.StartAsync(routes => routes.MapGet("/half", new RequestDelegate(context =>
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.ETag = "\"7\"";
            throw new InvalidOperationException();
        })));

        using var answer = await host.Http.GetAsync("/half");

        await answer.ShouldBeProblemAsync(500, "internal_error");
        answer.Headers.ETag.ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_that_breaks_off_does_not_look_whole()
    {
        var received = new TaskCompletionSource();
        await using var host = await ApiHost.StartAsync(routes => routes.MapGet("/stream", new RequestDelegate(async context =>
        {
            await context.Response.WriteAsync("first");
            await context.Response.Body.FlushAsync();
            await received.Task;
            throw new InvalidOperationException();
        })));
        using var answer = await host.Http.GetAsync("/stream", HttpCompletionOption.ResponseHeadersRead);

        received.SetResult();

        await Should.ThrowAsync<HttpRequestException>(answer.Content.ReadAsStringAsync());
        host.Logs.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_client_that_leaves_is_no_error()
    {
        var arrived = new TaskCompletionSource();
        var noticed = new TaskCompletionSource();
        await using var host = await ApiHost.StartAsync(routes => routes.MapGet("/slow", new RequestDelegate(async context =>
        {
            arrived.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
            finally
            {
                noticed.SetResult();
            }
        })));
        using var leaving = new CancellationTokenSource();
        var request = host.Http.GetAsync("/slow", leaving.Token);
        await arrived.Task;

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(request);
        await noticed.Task;
        await host.StopAsync();
        host.Logs.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_tells_the_state_what_is_possible_and_what_is_missing()
    {
        var refusal = Refusal.Because("not_concludable", "two items are open") with { Missing = ["smoke_tests", "observation"] };
        await using var host = await ApiHost.StartAsync(routes =>
            routes.MapPost("/conclude", () => Problems.Refused(refusal, "active", ["shelve", "rollback"])));

        using var answer = await host.Http.PostAsync("/conclude", content: null);

        var problem = await answer.ShouldBeProblemAsync(409, "not_concludable");
        problem.GetProperty("detail").GetString().ShouldBe("two items are open");
        problem.GetProperty("state").GetString().ShouldBe("active");
        problem.GetProperty("available_actions").EnumerateArray().Select(a => a.GetString()).ShouldBe(["shelve", "rollback"]);
        problem.GetProperty("missing").EnumerateArray().Select(a => a.GetString()).ShouldBe(["smoke_tests", "observation"]);
    }

    [Fact]
    public async Task A_state_from_which_nothing_is_possible_says_so()
    {
        await using var host = await ApiHost.StartAsync(routes =>
            routes.MapPost("/open", () => Problems.Refused(Refusal.Because("completed", "it is over"), "completed", [])));

        using var answer = await host.Http.PostAsync("/open", content: null);

        (await answer.ShouldBeProblemAsync(409, "completed")).GetProperty("available_actions").GetArrayLength().ShouldBe(0);
    }
}
