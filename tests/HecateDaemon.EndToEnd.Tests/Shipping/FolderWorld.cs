using System.Text.Json;
using HecateDaemon.Adapters.Tests.Git;
using HecateDaemon.Adapters.Tests.Registry;
using HecateDaemon.EndToEnd.Tests.Daemon;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>
/// A world without a cluster, in which one thing after another can be made to go wrong: git over smart HTTP, a registry that
/// answers as it is told, and a folder as environment. The daemon runs.
/// </summary>
internal sealed class FolderWorld : IAsyncDisposable
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec:\n  containers:\n  - name: shop\n    image: IMAGE:0.9.0\n";

    private readonly BareRemote code = new();
    private readonly DaemonHome home = new();
    private LyingRegistry? registry;
    private HttpGitServer? git;
    private DaemonProcess? daemon;
    private object? pullRequest;
    private EventStoreLab? eventStore;
    private string manifest = Pod;

    public BareRemote GitOps { get; } = new();

    /// <summary>What the registry says to every question; an honest one has every image.</summary>
    public RequestDelegate RegistryAnswer { get; set; } = Answers.AnImageAsync;

    /// <summary>What the GitOps repository is served by.</summary>
    public HttpGitServer Git => git!;

    public DaemonClient Client => new(daemon!.Http);

    public DaemonProcess Daemon => daemon!;

    /// <summary>Starts it with version 1.0.0 tagged, and the manifest in <paramref name="manifestFolder"/>. Settings are environment variables.</summary>
    public static async Task<FolderWorld> StartAsync(
        string manifestFolder = "shop", object? pullRequest = null, IReadOnlyDictionary<string, string?>? settings = null, string? manifest = null)
    {
        var world = new FolderWorld { pullRequest = pullRequest, manifest = manifest ?? Pod };
        world.registry = await LyingRegistry.StartAsync(context => world.RegistryAnswer(context));
        world.code.Commit(("CHANGELOG.md", "# Changelog\n\n## [1.0.0] - 2026-11-23\n\n- Something.\n"));
        BareRemote.Git(world.code.Work, "tag", "v1.0.0");
        BareRemote.Git(world.code.Work, "push", "-q", "origin", "v1.0.0");
        world.GitOps.Commit(($"{manifestFolder}/pod.yaml", world.Manifest));
        world.git = await HttpGitServer.StartAsync(world.GitOps.Parent);
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            world.home.Environment[name] = value;
        }

        world.home.Configure(JsonSerializer.Serialize(world.Configuration()));
        world.daemon = await DaemonProcess.StartAsync(world.home);
        return world;
    }

    /// <summary>Starts the daemon anew, with what its home holds; the one before has ended.</summary>
    public async Task RestartAsync()
    {
        await daemon!.DisposeAsync();
        daemon = await DaemonProcess.StartAsync(home);
    }

    /// <summary>
    /// From the embedded log, whose daemon has ended, into EventStoreDB by export and import. The import is killed while it
    /// waits for an answer, and repeated.
    /// </summary>
    public async Task MoveLogAsync(EventStoreLab to)
    {
        var from = await ExportAsync("sqlite.jsonl");
        eventStore = to;
        home.Configure(JsonSerializer.Serialize(Configuration()));
        if (to.IsStandIn)
        {
            var cut = to.CutOffAsync("deployment_opened_v1", stored: true);
            await using var import = DaemonProcess.Start(home, "events", "import", from);
            await cut.WaitAsync(Patience.Limit);
            await import.Kill9Async();
        }

        var end = await DaemonProcess.RunAsync(home, "events", "import", from);
        end.ExitCode.ShouldBe(0, end.Errors);
        Told(await ExportAsync("eventstore.jsonl")).ShouldBe(Told(from));
    }

    /// <summary>Waits until the deployment says what it waits for, and answers with that.</summary>
    public async Task<JsonElement> UntilWaitingForAsync(string id, string words)
    {
        var seen = default(JsonElement);
        await Patience.UntilAsync(
            async () =>
            {
                seen = await Client.DeploymentAsync(id);
                return seen.TryGetProperty("waiting_for", out var what) && what.GetString()!.Contains(words, StringComparison.Ordinal);
            },
            () => $"it never waited for '{words}': {seen}");
        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        await (daemon?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (git?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (registry?.DisposeAsync() ?? ValueTask.CompletedTask);
        GitOps.Dispose();
        code.Dispose();
        home.Dispose();
    }

    /// <summary>Where the manifests have <c>IMAGE</c>.</summary>
    public string Manifest => manifest.Replace("IMAGE", $"{registry!.Host}/hecate/shop", StringComparison.Ordinal);

    private async Task<string> ExportAsync(string name)
    {
        var path = Path.Combine(home.Root, name);
        var end = await DaemonProcess.RunAsync(home, "events", "export", path);
        end.ExitCode.ShouldBe(0, end.Errors);
        return path;
    }

    /// <summary>What every log must tell alike of an event; positions are a log's own, and its metadata may say more.</summary>
    private static List<string> Told(string export) =>
    [
        .. File.ReadLines(export).Select(line => JsonDocument.Parse(line).RootElement).Select(e => e.TryGetProperty("checkpoint", out _)
            ? e.GetRawText()
            : string.Join(' ', new[] { "stream", "version", "event_id", "type", "recorded_at", "data" }.Select(key => e.GetProperty(key).GetRawText()))),
    ];

    private object Configuration() => new
    {
        Divisions = new { shop = new { CodeRepository = code.Path, Image = $"{registry!.Host}/hecate/shop", GitOpsPath = "shop" } },
        Environments = new
        {
            folder = new
            {
                GitOpsRepository = git!.Url("remote.git"),
                Delivery = pullRequest is null ? "push" : "pull-request",
                PullRequest = pullRequest,
                Reconciler = "directory",
                Directory = new { Path = Path.Combine(home.Root, "live") },
                ObservationWindow = "00:00:00",
            },
        },
        EventStore = eventStore?.Configuration,
    };
}
