using System.Diagnostics;
using System.Text.RegularExpressions;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>Debian's <c>docker-registry</c> on a free loopback port, with its images in a temporary folder.</summary>
public sealed partial class DockerRegistry : IAsyncDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("hecate-registry-");
    private readonly Process process;
    private readonly TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> log = [];

    private DockerRegistry(string? htpasswd, string tokenAuth)
    {
        var config = Path.Combine(home.FullName, "config.yml");
        File.WriteAllText(config, $"""
            version: 0.1
            log:
              level: info
            storage:
              filesystem:
                rootdirectory: {home.FullName}/data
              delete:
                enabled: true
            http:
              addr: 127.0.0.1:0
              secret: test

            """);
        if (htpasswd is not null)
        {
            var passwords = Path.Combine(home.FullName, "htpasswd");
            File.WriteAllText(passwords, htpasswd + "\n");
            File.AppendAllText(config, $"""
                auth:
                  htpasswd:
                    realm: test
                    path: {passwords}

                """);
        }

        File.AppendAllText(config, tokenAuth);
        process = new()
        {
            StartInfo = new("docker-registry", ["serve", config])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            },
            EnableRaisingEvents = true,
        };
        process.ErrorDataReceived += (_, line) => Listen(line.Data);
        process.OutputDataReceived += (_, line) => Listen(line.Data);
        process.Exited += (_, _) => listening.TrySetException(
            new InvalidOperationException($"docker-registry ended: {string.Join('\n', Log())}"));
    }

    /// <summary>Host and port, as the first part of an image's name.</summary>
    public string Host { get; private set; } = "";

    public Uri Address => new($"http://{Host}/");

    /// <summary>With a line of an htpasswd file (bcrypt), everybody must log in.</summary>
    public static Task<DockerRegistry> StartAsync(string? htpasswd = null) => StartAsync(new DockerRegistry(htpasswd, tokenAuth: ""));

    /// <summary>Everybody needs a token that this server gave.</summary>
    internal static Task<DockerRegistry> StartBehindAsync(TokenServer tokens) => StartAsync(new DockerRegistry(htpasswd: null, $"""
        auth:
          token:
            realm: {tokens.Realm}
            service: {TokenServer.Name}
            issuer: {TokenServer.Name}
            rootcertbundle: {tokens.Certificates}

        """));

    private static async Task<DockerRegistry> StartAsync(DockerRegistry registry)
    {
        try
        {
            registry.process.Start();
            registry.process.BeginErrorReadLine();
            registry.process.BeginOutputReadLine();
            registry.Host = await registry.listening.Task.WaitAsync(TimeSpan.FromSeconds(60));
            return registry;
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (InvalidOperationException)
        {
            // It never started.
        }

        process.Dispose();
        home.Delete(recursive: true);
    }

    private void Listen(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (log)
        {
            log.Add(line);
        }

        if (ListeningPattern().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(match.Groups["host"].Value);
        }
    }

    private string[] Log()
    {
        lock (log)
        {
            return [.. log];
        }
    }

    [GeneratedRegex(@"listening on (?<host>127\.0\.0\.1:[0-9]+)",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListeningPattern();
}
