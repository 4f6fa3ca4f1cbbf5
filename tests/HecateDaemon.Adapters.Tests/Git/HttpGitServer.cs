using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>Smart HTTP as git serves it: Kestrel in front of <c>git http-backend</c>.</summary>
internal sealed class HttpGitServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private HttpGitServer(WebApplication app) => this.app = app;

    /// <summary>Runs before a request is passed on; false means that it has been answered.</summary>
    public Func<HttpContext, Task<bool>> Before { get; set; } = _ => Task.FromResult(true);

    /// <summary>Runs when git has done what was asked, before the answer goes out.</summary>
    public Func<HttpContext, Task> After { get; set; } = _ => Task.CompletedTask;

    private string Root => app.Urls.Single();

    public static async Task<HttpGitServer> StartAsync(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(o => o.Limits.MaxRequestBodySize = null).UseUrls("http://127.0.0.1:0");
        var server = new HttpGitServer(builder.Build());
        server.app.Run(async context =>
        {
            if (await server.Before(context))
            {
                await server.PassOnAsync(folder, context);
            }
        });
        await server.app.StartAsync();
        return server;
    }

    public string Url(string repository, string user = "") => Root.Replace("http://", "http://" + user) + "/" + repository;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task PassOnAsync(string folder, HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var backend = Process.Start(new ProcessStartInfo("git", ["http-backend"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1",
                ["GIT_PROJECT_ROOT"] = folder, ["GIT_HTTP_EXPORT_ALL"] = "1", ["REMOTE_USER"] = "tester", ["REMOTE_ADDR"] = "127.0.0.1",
                ["PATH_INFO"] = context.Request.Path, ["QUERY_STRING"] = context.Request.QueryString.Value?.TrimStart('?'),
                ["REQUEST_METHOD"] = context.Request.Method, ["CONTENT_TYPE"] = context.Request.ContentType,
                ["HTTP_CONTENT_ENCODING"] = context.Request.Headers.ContentEncoding, ["CONTENT_LENGTH"] = $"{body.Length}",
            },
        })!;
        var output = new MemoryStream();
        var copied = backend.StandardOutput.BaseStream.CopyToAsync(output);
        body.Position = 0;
        await body.CopyToAsync(backend.StandardInput.BaseStream);
        backend.StandardInput.Close();
        await copied;
        await backend.WaitForExitAsync();
        await After(context);

        var answer = output.ToArray();
        var end = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var line in Encoding.ASCII.GetString(answer, 0, end).Split("\r\n"))
        {
            var (name, value) = line.Split(": ", 2) is [var n, var v] ? (n, v) : (line, "");
            if (name == "Status")
            {
                context.Response.StatusCode = int.Parse(value[..3]);
            }
            else
            {
                context.Response.Headers[name] = value;
            }
        }

        await context.Response.Body.WriteAsync(answer.AsMemory(end + 4));
    }
}
