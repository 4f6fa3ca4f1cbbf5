using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Tests.Api;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Tests.Releases;

public sealed class ReleaseEndpointsTests : IAsyncLifetime
{
    private const string Package = "{\"version\": \"1.0.0\"}\n";

    private ApiHost host = null!;

    public async Task InitializeAsync() => host = await ApiHost.StartAsync(routes => routes.MapReleases(), services => services
        .AddSingleton(new ShippingCatalogue(
            [
                new Division
                {
                    Id = DivisionId.Parse("shop"), CodeRepository = "/code", Image = ImageName.Parse("ghcr.io/org/shop"), GitOpsPath = "shop",
                },
            ],
            [], new LoopIntervals(), new RegistryAccess()))
        .AddSingleton<ReleaseChecks>()
        .AddSingleton<IReadCodeHistory>(new Code(new SampleHistory().Commit("feat: A", ("package.json", Package)).Tag("v1.0.0").Commit("feat: B"))));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_release_is_checked_item_by_item()
    {
        var release = (await AskAsync("/api/releases/shop/1.0.0")).GetProperty("release");

        release.GetProperty("tag").GetString().ShouldBe("v1.0.0");
        var findings = release.GetProperty("findings").EnumerateArray().ToDictionary(f => f.GetProperty("item").GetString()!, f => f.GetProperty("verdict").GetString());
        findings["semantic_version"].ShouldBe("satisfied");
        findings["changelog"].ShouldBe("unsatisfied");
        release.GetProperty("files")[0].GetProperty("verdict").GetString().ShouldBe("equal");
    }

    [Theory]
    [InlineData("/api/releases/shop/2.0.0", 404, "not_found")]
    [InlineData("/api/releases/other/1.0.0", 404, "not_found")]
    [InlineData("/api/releases/shop/latest", 400, "malformed")]
    public async Task What_is_not_there_is_said_so(string path, int status, string error)
    {
        using var answer = await host.Http.GetAsync(path);
        await answer.ShouldBeProblemAsync(status, error);
    }

    [Fact]
    public async Task A_release_is_prepared_as_patches()
    {
        using var answer = await host.Http.PostAsJsonAsync("/api/releases/shop/prepare", new { version = "1.1.0" });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var prepared = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        prepared.GetProperty("tag").GetString().ShouldBe("v1.1.0");
        prepared.GetProperty("notes").GetString()!.ShouldContain("- feat: B");
        prepared.GetProperty("files")[0].GetProperty("diff").GetString()
            .ShouldBe("--- a/package.json\n+++ b/package.json\n@@ -1,1 +1,1 @@\n-{\"version\": \"1.0.0\"}\n+{\"version\": \"1.1.0\"}\n");
    }

    [Fact]
    public async Task Without_a_version_nothing_is_prepared()
    {
        using var answer = await host.Http.PostAsync("/api/releases/shop/prepare", content: null);
        await answer.ShouldBeProblemAsync(400, "malformed");
    }

    private async Task<JsonElement> AskAsync(string path)
    {
        using var answer = await host.Http.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private sealed class Code(SampleHistory history) : IReadCodeHistory
    {
        public Task<T> ReadAsync<T>(string repository, ReleaseFiles files, Func<ICodeHistory, T> work, CancellationToken ct) => Task.FromResult(work(history));
    }
}
