using System.Text;
using System.Text.Json;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Facts;
using HecateDaemon.Lifecycle.Observation;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Strategies;
using HecateDaemon.Lifecycle.Tests.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>The front door: the deployments' endpoints on a Unix socket, with the daemon's modules behind them.</summary>
internal sealed class Door : IAsyncDisposable
{
    private readonly ApiHost host;

    private Door(ApiHost host, World world)
    {
        this.host = host;
        World = world;
    }

    public World World { get; }

    public HttpClient Http => host.Http;

    public static Task<Door> OpenAsync() => OpenAsync(_ => { });

    /// <summary>With a world that is prepared before the daemon starts in it.</summary>
    public static async Task<Door> OpenAsync(Action<World> prepare)
    {
        var world = new World();
        world.Production = world.Production with { AutoConclude = false };
        world.Others = [world.Production with { Name = World.Staging }];
        world.Outside.Tag("1.0.0");
        prepare(world);
        var door = new Door(await ApiHost.StartAsync(Map, world.AddTo), world);
        await door.UntilReadyAsync();
        return door;
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await World.DisposeAsync();
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string body = "", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = body is "" ? null : new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request);
    }

    /// <summary>Posts what must be accepted, and gives the answer.</summary>
    public async Task<JsonElement> DoAsync(string path, string body = "", params (string Name, string Value)[] headers)
    {
        using var answer = await PostAsync(path, body, headers);
        return await ReadAsync(answer);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        return await ReadAsync(answer);
    }

    /// <summary>Initiates a deployment and gives its path.</summary>
    public async Task<string> InitiateAsync(string environment = "production", string version = "1.0.0")
    {
        var answer = await DoAsync("/api/deployments", Body(environment, version));
        return $"/api/deployments/{answer.GetProperty("deployment").GetProperty("deployment_id").GetString()}";
    }

    public static string Body(string environment = "production", string version = "1.0.0") =>
        $$"""{"division_id":"hecate-daemon","environment":"{{environment}}","version":"{{version}}"}""";

    public async Task WaiveAllAsync(string path)
    {
        foreach (var (item, _) in EntryChecklist.Items.Concat(ExitChecklist.Items))
        {
            await DoAsync($"{path}/waive", $$"""{"item":"{{item}}","reason":"only a test"}""");
        }
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        ((WebApplication)routes).UseEventLog();
        routes.MapEventLog();
        routes.MapDeployments();
        routes.MapStrategies();
        routes.MapFacts();
        routes.MapObservation();
        routes.MapImages();
        routes.MapAntiPatterns();
    }

    private async Task UntilReadyAsync()
    {
        for (var isReady = false; !isReady;)
        {
            using var answer = await Http.GetAsync("/ready");
            isReady = answer.IsSuccessStatusCode;
        }
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        var json = JsonDocument.Parse(text).RootElement;
        json.EnumerateObject().First().Name.ShouldBe("ok");
        json.GetProperty("ok").GetBoolean().ShouldBeTrue();
        return json;
    }
}
