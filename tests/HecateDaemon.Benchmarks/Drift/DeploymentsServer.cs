using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Benchmarks;

/// <summary>As much of an API server as lists many Deployments, as large as real ones are, and tells of one that changes.</summary>
internal sealed class DeploymentsServer : IAsyncDisposable
{
    private readonly Channel<string> news = Channel.CreateUnbounded<string>();
    private readonly WebApplication app;
    private readonly byte[] list;
    private int version = 1;

    private DeploymentsServer(int count)
    {
        var items = string.Join(',', Enumerable.Range(0, count).Select(n => Live(n, "registry.lab/app:1.0.0", 1)));
        list = System.Text.Encoding.UTF8.GetBytes($$"""{"kind":"DeploymentList","metadata":{"resourceVersion":"1"},"items":[{{items}}]}""");
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging(logging => logging.ClearProviders());
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public Uri ListAddress => new($"{app.Urls.Single()}/apis/apps/v1/namespaces/shop/deployments");

    public static async Task<DeploymentsServer> StartAsync(int count)
    {
        var server = new DeploymentsServer(count);
        await server.app.StartAsync();
        return server;
    }

    public string Kubeconfig(string folder)
    {
        var file = Path.Combine(folder, "kubeconfig");
        File.WriteAllText(file,
            $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: lab, cluster: {server: "{{app.Urls.Single()}}"} }]
            users: [{name: user, user: {token: t} }]
            contexts: [{name: lab, context: {cluster: lab, user: user} }]
            current-context: lab
            """);
        return file;
    }

    public ValueTask ChangeAsync(string image) =>
        news.Writer.WriteAsync($$"""{"type":"MODIFIED","object":{{Live(0, image, ++version)}} }""" + "\n");

    public async ValueTask DisposeAsync()
    {
        news.Writer.Complete();
        await app.DisposeAsync();
    }

    public static string Manifest(int n, string image) =>
        $$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"app-{{n}}"},"spec":{"replicas":2,"selector":{"matchLabels":{"app":"app-{{n}}"} },
        "template":{"metadata":{"labels":{"app":"app-{{n}}"} },"spec":{"containers":[{"name":"app","image":"{{image}}"}]} } } }
        """;

    private static string Live(int n, string image, int version) =>
        $$"""
        {"metadata":{"name":"app-{{n}}","namespace":"shop","uid":"00000000-0000-0000-0000-{{n:d12}}","resourceVersion":"{{version}}","generation":1,
        "annotations":{"hecate.social/revision":"{{new string('a', 40)}}","notes":"{{new string('x', 600)}}"},
        "managedFields":[{"manager":"hecate-daemon","operation":"Apply","apiVersion":"apps/v1","time":"2026-03-01T10:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:replicas":{},"f:selector":{},"f:template":{"f:metadata":{"f:labels":{"f:app":{} } },"f:spec":{"f:containers":{"k:{\"name\":\"app\"}":{".":{},"f:image":{},"f:name":{} } } } } } } }]},
        "spec":{"replicas":2,"selector":{"matchLabels":{"app":"app-{{n}}"} },"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":"25%"} },
        "template":{"metadata":{"labels":{"app":"app-{{n}}"} },"spec":{"containers":[{"name":"app","image":"{{image}}","imagePullPolicy":"IfNotPresent","resources":{},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File"}],"restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","securityContext":{},"schedulerName":"default-scheduler"} } },
        "status":{"observedGeneration":1,"replicas":2,"updatedReplicas":2,"readyReplicas":2,"availableReplicas":2,"conditions":[{"type":"Available","status":"True","reason":"MinimumReplicasAvailable"},{"type":"Progressing","status":"True","reason":"NewReplicaSetAvailable"}]} }
        """.ReplaceLineEndings("");

    private async Task AnswerAsync(HttpContext context)
    {
        var isDeployments = context.Request.Path.Value!.EndsWith("/deployments", StringComparison.Ordinal);
        if (!context.Request.Query.ContainsKey("watch"))
        {
            await context.Response.Body.WriteAsync(isDeployments ? list : """{"metadata":{"resourceVersion":"1"},"items":[]}"""u8.ToArray(), context.RequestAborted);
            return;
        }

        await context.Response.Body.FlushAsync(context.RequestAborted);
        await foreach (var happened in (isDeployments ? news : Channel.CreateUnbounded<string>()).Reader.ReadAllAsync(context.RequestAborted))
        {
            await context.Response.WriteAsync(happened, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
