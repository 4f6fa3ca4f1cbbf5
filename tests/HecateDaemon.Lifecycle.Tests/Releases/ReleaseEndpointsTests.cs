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
    private const string Header = "#define VERSION \"0.1.0\"\n";

    private static readonly Division Shop = new()
    {
        Id = DivisionId.Parse("shop"),
        CodeRepository = "/code",
        Image = ImageName.Parse("ghcr.io/org/shop"),
        GitOpsPath = "shop",
    };

    private ApiHost host = null!;

    public async Task InitializeAsync() => host = await ApiHost.StartAsync(routes => routes.MapReleases(), services => services
        .AddSingleton(new ShippingCatalogue(
            [
                Shop,
                Shop with { Id = DivisionId.Parse("young"), CodeRepository = "/young" },
                Shop with { Id = DivisionId.Parse("strict"), CodeRepository = "/young", BelowOne = ZeroRule.Strict, VersionFiles = [Pattern()] },
            ],
            [], new LoopIntervals(), new RegistryAccess()))
        .AddSingleton<ReleaseChecks>()
        .AddSingleton<IReadCodeHistory>(new Code()));

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
    [InlineData("young", "satisfied", "not_applicable")]
    [InlineData("strict", "unsatisfied", "unsatisfied")]
    public async Task A_division_has_its_own_rules_and_version_files(string division, string jump, string files)
    {
        var findings = (await AskAsync($"/api/releases/{division}/0.1.1")).GetProperty("release").GetProperty("findings").EnumerateArray()
            .ToDictionary(f => f.GetProperty("item").GetString()!, f => f.GetProperty("verdict").GetString());

        (findings["jump"], findings["version_files"]).ShouldBe((jump, files));
    }

    [Fact]
    public async Task A_division_s_own_version_files_are_prepared_too()
    {
        using var answer = await host.Http.PostAsJsonAsync("/api/releases/strict/prepare", new { version = "0.2.0" });

        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("files").EnumerateArray()
            .Select(f => f.GetProperty("diff").GetString()).ShouldContain(d => d!.Contains("+#define VERSION \"0.2.0\""));
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

    private static VersionFilePattern Pattern()
    {
        VersionFilePattern.TryParse("version.h", "\"(?<version>.*)\"", out var pattern).ShouldBeTrue();
        return pattern!;
    }

    private sealed class Code : IReadCodeHistory
    {
        public Task<T> ReadAsync<T>(string repository, ReleaseFiles files, Func<ICodeHistory, T> work, CancellationToken ct)
        {
            var history = new SampleHistory { Files = files };
            return Task.FromResult(work(repository is "/young"
                ? history.Commit("feat: A", ("version.h", Header)).Tag("v0.1.0").Commit("feat: B").Tag("v0.1.1")
                : history.Commit("feat: A", ("package.json", Package)).Tag("v1.0.0").Commit("feat: B")));
        }
    }
}
