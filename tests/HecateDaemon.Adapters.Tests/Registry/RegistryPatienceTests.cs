using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>Busy servers are asked again, but not for ever and not at once.</summary>
public sealed class RegistryPatienceTests
{
    private readonly FakeTimeProvider clock = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly List<DateTimeOffset> asked = [];

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_registry_that_was_only_busy_is_asked_again(int status)
    {
        await using var registry = await LyingRegistry.StartAsync(BusyFor(1, status, retryAfter: null));

        (await FindAsync(registry)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_registry_that_is_busy_for_ever_is_given_up_after_four_questions()
    {
        await using var registry = await LyingRegistry.StartAsync(BusyFor(int.MaxValue, 503, retryAfter: null));

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => FindAsync(registry));

        refused.Message.ShouldContain("answered 503");
        asked.Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_is_refused_for_good_is_not_asked_for_again()
    {
        await using var registry = await LyingRegistry.StartAsync(BusyFor(int.MaxValue, 404, retryAfter: "1"));

        await Should.ThrowAsync<OutsideWorldException>(() => FindAsync(registry));

        asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task It_is_left_alone_for_as_long_as_it_wants()
    {
        await using var registry = await LyingRegistry.StartAsync(BusyFor(2, 429, retryAfter: "5"));

        (await FindAsync(registry)).ShouldNotBeNull();

        (asked[1] - asked[0]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
        (asked[2] - asked[1]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 2)]
    [InlineData("Sun, 01 Mar 2026 13:00:00 GMT", 1)]
    [InlineData("soon", 2)]
    public async Task A_moment_is_as_good_as_a_pause_and_one_that_is_far_away_is_not_waited_for(string retryAfter, int questions)
    {
        await using var registry = await LyingRegistry.StartAsync(BusyFor(1, 503, retryAfter));

        var failed = await Record.ExceptionAsync(() => FindAsync(registry));

        (failed is null).ShouldBe(questions > 1);
        asked.Count.ShouldBe(questions);
    }

    [Fact]
    public async Task A_busy_token_server_is_asked_again_too()
    {
        var busy = true;
        await using var tokens = await LyingRegistry.StartAsync(context =>
        {
            (var status, busy) = (busy ? 503 : 200, false);
            return Answers.TextAsync(context, status, """{"token":"t0ken"}""");
        });
        await using var registry = await LyingRegistry.StartAsync(context => context.Request.Headers.Authorization == "Bearer t0ken"
            ? Answers.AnImageAsync(context)
            : Answers.ChallengeAsync(context, $"Bearer realm=\"{tokens.Address}token\""));

        (await FindAsync(registry)).ShouldNotBeNull();

        tokens.Seen.Count.ShouldBe(2);
    }

    private RequestDelegate BusyFor(int questions, int status, string? retryAfter) => context =>
    {
        if (Answers.IsForBlob(context))
        {
            return Answers.AnImageAsync(context);
        }

        asked.Add(clock.GetUtcNow());
        if (asked.Count > questions)
        {
            return Answers.AnImageAsync(context);
        }

        context.Response.Headers.RetryAfter = retryAfter;
        return Answers.TextAsync(context, status, "");
    };

    /// <summary>Time passes until there is an answer; the question's own limit is out of the way.</summary>
    private async Task<FoundImage?> FindAsync(LyingRegistry registry)
    {
        using var oci = new OciRegistry(new() { Timeout = TimeSpan.FromDays(30) }, clock);
        var answer = oci.FindAsync(ImageName.Parse($"{registry.Host}/team/app"), "1.0.0", CancellationToken.None);
        while (!answer.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(1)));
        }

        return await answer;
    }
}
