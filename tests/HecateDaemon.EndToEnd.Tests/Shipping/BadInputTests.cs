using System.Net;
using System.Text;
using System.Text.Json;
using RegistryAnswers = HecateDaemon.Adapters.Tests.Registry.Answers;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>Each mistake gets its own clear error, and nothing is stored for it.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private FolderWorld world = null!;

    public async Task InitializeAsync() => world = await FolderWorld.StartAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Theory]
    [InlineData("""{"division_id":"shop","environment":"folder","version":"1.0.0","force":true}""", 400, "force")]
    [InlineData("""{"division_id":"shop","environment":"folder"}""", 400, "version")]
    [InlineData("""{"division_id":"shop","environment":"folder","version":1}""", 400, "$.version")]
    [InlineData("""{"division_id":"shop","environment":"folder","version":"one"}""", 400, "semantic version")]
    [InlineData("""{"division_id":"shop","environment":"folder","version":"1.0.0-\u0007"}""", 400, "semantic version")]
    [InlineData("""{"division_id":"../shop","environment":"folder","version":"1.0.0"}""", 400, "division id")]
    [InlineData("""{"division_id":"other","environment":"folder","version":"1.0.0"}""", 404, "shop")]
    [InlineData("""{"division_id":"shop","environment":"moon","version":"1.0.0"}""", 404, "folder")]
    [InlineData("""{"division_id":"shop",""", 400, "not JSON")]
    [InlineData("""[]""", 400, "$")]
    public async Task A_deployment_that_makes_no_sense_is_not_born(string body, int status, string named)
    {
        using var answer = await world.Daemon.Http.PostAsync("/api/deployments", Json(body));

        ((int)answer.StatusCode).ShouldBe(status);
        (await DetailAsync(answer)).ShouldContain(named);
        await ShouldBeEmptyAsync();
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_is_refused()
    {
        using var answer = await world.Daemon.Http.PostAsync("/api/deployments", Json($"\"{new string('x', 10 * 1024 * 1024)}\""));

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        await ShouldBeEmptyAsync();
    }

    [Theory]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("a%0d%0ab")]
    [InlineData("UPPER")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    [InlineData("nobody")]
    public async Task An_id_that_names_no_deployment_is_unknown_to_every_command(string id)
    {
        foreach (var action in (string[])["open", "resume", "conclude"])
        {
            using var answer = await world.Daemon.Http.PostAsync($"/api/deployments/{id}/{action}", Json("{}"));

            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        await ShouldBeEmptyAsync();
    }

    [Fact]
    public async Task Two_opens_at_once_make_one_deployment_active_and_the_refusal_names_it()
    {
        var ids = new[] { await InitiateAsync(), await InitiateAsync() };
        world.RegistryAnswer = context => RegistryAnswers.TextAsync(context, 404, "{}");

        var answers = await Task.WhenAll(ids.Select(id => world.Client.PostAsync($"/api/deployments/{id}/open", new { })));

        var won = answers[0].GetProperty("ok").GetBoolean() ? 0 : 1;
        answers[won].GetProperty("ok").GetBoolean().ShouldBeTrue();
        answers[1 - won].GetProperty("error").GetString().ShouldBe("environment_slot_taken");
        answers[1 - won].GetProperty("detail").GetString()!.ShouldContain(ids[won]);
        (await world.Client.DeploymentAsync(ids[1 - won])).GetProperty("state").GetString().ShouldBe("pending");
    }

    [Fact]
    public async Task A_tag_that_does_not_exist_is_told_by_the_checklist_and_nothing_is_opened()
    {
        var id = await InitiateAsync("9.9.9");

        var refused = await world.Client.PostAsync($"/api/deployments/{id}/open", new { });

        refused.GetProperty("error").GetString().ShouldBe("deployment_entry_checklist_unsatisfied");
        refused.GetProperty("state").GetString().ShouldBe("pending");
        refused.GetProperty("missing").EnumerateArray().Select(m => m.GetString()!)
            .ShouldContain(m => m.StartsWith("version_assigned: ") && m.Contains("no tag v9.9.9"));
        (await world.Client.StoryAsync(id)).ShouldNotContain("deployment_opened_v1");
    }

    [Theory]
    [InlineData(401, "{}", "application/json", true)]
    [InlineData(500, "oops", "text/plain", false)]
    [InlineData(200, "<html>no registry here</html>", "text/html", false)]
    [InlineData(200, """{"schemaVersion":2,"layers":""", "application/vnd.oci.image.manifest.v1+json", false)]
    public async Task A_registry_that_does_not_answer_as_one_is_waited_for_in_its_own_words(
        int status, string body, string type, bool needsPerson)
    {
        world.RegistryAnswer = context => RegistryAnswers.TextAsync(context, status, body, type);

        var id = await OpenAsync();

        await world.Client.UntilHappenedAsync(id, "deployment_waited_v1");
        var seen = await world.Client.DeploymentAsync(id);
        seen.GetProperty("station").GetString().ShouldBe("release_verified");
        seen.GetProperty("waiting_for").GetString()!.ShouldContain("hecate/shop");
        seen.GetProperty("needs_person").GetBoolean().ShouldBe(needsPerson);
    }

    [Fact]
    public async Task A_registry_that_says_nothing_does_not_keep_the_daemon_from_answering()
    {
        world.RegistryAnswer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);

        var id = await OpenAsync();

        await world.Client.UntilHappenedAsync(id, "release_verified_v1");
        (await world.Client.GetAsync("/health")).GetProperty("status").GetString().ShouldBe("ok");
        var shelved = await world.Client.DoAsync($"/api/deployments/{id}/shelve", new { reason = "the registry hangs" });
        shelved.GetProperty("deployment").GetProperty("state").GetString().ShouldBe("paused");
    }

    [Fact]
    public async Task A_missing_image_is_waited_for_and_taken_up_when_CI_has_pushed_it()
    {
        world.RegistryAnswer = context => RegistryAnswers.TextAsync(context, 404, """{"errors":[{"code":"MANIFEST_UNKNOWN"}]}""");
        var id = await OpenAsync();
        await world.UntilWaitingForAsync(id, "CI to push image");

        world.RegistryAnswer = RegistryAnswers.AnImageAsync;

        await world.Client.UntilHappenedAsync(id, "manifests_bumped_v1");
    }

    [Fact]
    public async Task A_push_that_a_hook_refuses_needs_a_person_and_then_goes_on()
    {
        world.GitOps.Hook("pre-receive", "echo 'this branch is closed' >&2; exit 1");
        var id = await OpenAsync();
        var seen = await world.UntilWaitingForAsync(id, "pre-receive");
        seen.GetProperty("needs_person").GetBoolean().ShouldBeTrue();
        world.GitOps.Commits.ShouldBe(1);

        world.GitOps.Hook("pre-receive", "exit 0");

        await world.Client.UntilHappenedAsync(id, "manifests_bumped_v1");
        world.GitOps.Commits.ShouldBe(2);
    }

    private async Task<string> OpenAsync()
    {
        var id = await InitiateAsync();
        await world.Client.DoAsync($"/api/deployments/{id}/open", new { });
        return id;
    }

    private async Task<string> InitiateAsync(string version = "1.0.0")
    {
        var born = await world.Client.DoAsync("/api/deployments", new { division_id = "shop", environment = "folder", version });
        var id = born.GetProperty("deployment").GetProperty("deployment_id").GetString()!;
        foreach (var item in DaemonClient.HumanItems)
        {
            await world.Client.DoAsync($"/api/deployments/{id}/attest", new { item, note = "seen by the test" });
        }

        return id;
    }

    private async Task ShouldBeEmptyAsync() =>
        (await world.Client.GetAsync("/api/deployments")).GetProperty("deployments").GetArrayLength().ShouldBe(0);

    private static async Task<string> DetailAsync(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        document.RootElement.GetProperty("ok").GetBoolean().ShouldBeFalse();
        return document.RootElement.GetProperty("detail").GetString()!;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
