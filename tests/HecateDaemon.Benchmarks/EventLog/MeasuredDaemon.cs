using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace HecateDaemon.Benchmarks;

/// <summary>A running daemon with many environments, in which deployments get no further than their first station.</summary>
internal sealed class MeasuredDaemon : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly MeasuredHome home;
    private readonly Process process;

    private MeasuredDaemon(MeasuredHome home, Process process)
    {
        this.home = home;
        this.process = process;
    }

    public HttpClient Http { get; private set; } = null!;

    public static string Database(MeasuredHome home) => Path.Combine(home.Root, "state", "events.db");

    public static async Task<MeasuredDaemon> StartAsync(string executable, MeasuredHome home, int environments)
    {
        var config = Path.Combine(home.Root, "daemon.json");
        await File.WriteAllTextAsync(config, Configure(home, environments));
        var start = new ProcessStartInfo(executable, ["--config", config, "--socket", home.Socket]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["HECATE__StateDirectory"] = Path.Combine(home.Root, "state");
        start.Environment["HECATE__Logging__Level"] = "Error";
        start.Environment["HECATE__Logging__File__Enabled"] = "false";
        var daemon = new MeasuredDaemon(home, Process.Start(start)!);
        daemon.process.OutputDataReceived += static (_, _) => { };
        daemon.process.BeginOutputReadLine();
        daemon.Http = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, ct) => await daemon.ConnectAsync(ct) })
        {
            BaseAddress = new Uri("http://hecate"),
            Timeout = Patience,
        };
        await daemon.ReadyAsync();
        return daemon;
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode ? json : throw new InvalidOperationException($"POST {path}: {json}");
    }

    /// <summary>An active deployment; answers with its path.</summary>
    public async Task<string> OpenAsync(string environment)
    {
        var born = await PostAsync("/api/deployments", new { division_id = "shop", environment, version = "1.0.0" });
        var path = $"/api/deployments/{born.GetProperty("deployment").GetProperty("deployment_id").GetString()}";
        var items = (await Http.GetFromJsonAsync<JsonElement>($"{path}/checklist")).GetProperty("entry");
        foreach (var item in items.EnumerateArray())
        {
            await PostAsync($"{path}/waive", new { item = item.GetProperty("item").GetString(), reason = "a benchmark" });
        }

        await PostAsync($"{path}/open", new { });
        return path;
    }

    public double ResidentMb()
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string Configure(MeasuredHome home, int environments)
    {
        var all = Enumerable.Range(0, environments).Select(n =>
            $$"""
            "e{{n}}": { "GitOpsRepository": "/srv/gitops.git", "Reconciler": "directory", "Directory": { "Path": "{{home.Root}}/live{{n}}" } }
            """);
        return $$"""
            {
              "Divisions": { "shop": { "CodeRepository": "/srv/code.git", "Image": "registry.example.org/shop", "GitOpsPath": "shop" } },
              "Environments": { {{string.Join(",\n", all)}} }
            }
            """;
    }

    private async Task ReadyAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var answer = await Http.GetAsync("/ready", limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // Not there yet.
            }

            await Task.Delay(20, limit.Token);
        }
    }

    private async Task<Stream> ConnectAsync(CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(home.Socket), ct);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
