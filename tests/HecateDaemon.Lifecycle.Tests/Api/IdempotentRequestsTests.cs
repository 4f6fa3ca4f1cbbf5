using HecateDaemon.Lifecycle.Tests.Deployments;

namespace HecateDaemon.Lifecycle.Tests.Api;

public sealed class IdempotentRequestsTests : IAsyncLifetime
{
    private static readonly (string, string) Key = ("Idempotency-Key", "k-1");
    private Door door = null!;

    public async Task InitializeAsync() => door = await Door.OpenAsync();

    public async Task DisposeAsync() => await door.DisposeAsync();

    [Fact]
    public async Task A_repeat_gets_the_first_answer_to_the_letter_whatever_happened_since()
    {
        using var first = await door.PostAsync("/api/deployments", Door.Body(), Key);
        await door.DoAsync($"{first.Headers.Location}/attest", """{"item":"ci_green","note":"ok"}""");

        using var again = await door.PostAsync("/api/deployments", Door.Body(), Key);

        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (again.StatusCode, again.Headers.Location, again.Content.Headers.ContentType).ShouldBe(
            (first.StatusCode, first.Headers.Location, first.Content.Headers.ContentType));
    }

    [Fact]
    public async Task A_refusal_is_repeated_too()
    {
        var path = await door.InitiateAsync();
        using var first = await door.PostAsync($"{path}/open", "", Key);
        await door.WaiveAllAsync(path);

        using var again = await door.PostAsync($"{path}/open", "", Key);
        using var anew = await door.PostAsync($"{path}/open", "", ("Idempotency-Key", "k-2"));

        await again.ShouldBeProblemAsync(409, "deployment_entry_checklist_unsatisfied");
        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        anew.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_command_that_changed_nothing_changes_nothing_when_it_is_repeated()
    {
        var path = await door.InitiateAsync();
        await door.WaiveAllAsync(path);
        await door.DoAsync($"{path}/open");
        var nothing = await door.DoAsync($"{path}/open", "", Key);
        await door.DoAsync($"{path}/shelve", """{"reason":"stop"}""");

        var again = await door.DoAsync($"{path}/open", "", Key);

        again.GetRawText().ShouldBe(nothing.GetRawText());
        (await door.GetAsync(path)).GetProperty("deployment").GetProperty("state").GetString().ShouldBe("paused");
    }

    [Theory]
    [InlineData("""{"reason":"another"}""")]
    [InlineData("{")]
    public async Task Another_body_under_the_same_key_is_refused(string body)
    {
        var path = await door.InitiateAsync();
        await door.WaiveAllAsync(path);
        await door.DoAsync($"{path}/open");
        await door.DoAsync($"{path}/shelve", """{"reason":"stop"}""", Key);

        using var answer = await door.PostAsync($"{path}/shelve", body, Key);

        await answer.ShouldBeProblemAsync(409, "idempotency_key_reused");
    }

    [Fact]
    public async Task What_was_not_understood_may_be_sent_again_under_its_key()
    {
        using var malformed = await door.PostAsync("/api/deployments", "{", Key);
        using var right = await door.PostAsync("/api/deployments", Door.Body(), Key);

        await malformed.ShouldBeProblemAsync(400, "malformed");
        right.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_at_once_with_one_key_are_one()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => door.DoAsync("/api/deployments", Door.Body(), Key)));

        answers.Select(a => a.GetProperty("deployment").GetProperty("deployment_id").GetString()).Distinct().Count().ShouldBe(1);
        (await door.World.AllAsync()).Count(e => e.Type == "deployment_initiated_v1").ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_as_without_a_key()
    {
        using var answer = await door.PostAsync("/api/deployments", $"\"{new string('a', 1024 * 1024)}\"", Key);

        await answer.ShouldBeProblemAsync(413, "too_large");
    }
}
