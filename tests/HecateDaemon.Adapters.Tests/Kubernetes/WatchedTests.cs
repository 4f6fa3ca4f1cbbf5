using System.Threading.Channels;
using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>A watch through everything that an API server does to one; the server is played, since a real one does it once a day.</summary>
public sealed class WatchedTests
{
    [Fact]
    public async Task Objects_come_change_and_go()
    {
        await using var server = await Server.StartAsync();
        server.List("10", "a", "b");
        await using var watched = server.Watch();
        (await NamesAsync(watched)).ShouldBe("a b");

        var watch = await server.NextWatchAsync();
        watch.Query.ShouldContain("resourceVersion=10");
        watch.Query.ShouldContain("allowWatchBookmarks=true");
        watch.Send("ADDED", "c", "11");
        watch.Send("DELETED", "a", "12");
        await UntilAsync(watched, "b c");
    }

    [Fact]
    public async Task Without_news_the_very_same_list_is_given_again()
    {
        await using var server = await Server.StartAsync();
        server.List("10", "a");
        await using var watched = server.Watch();

        var first = await watched.ReadAsync(CancellationToken.None);

        (await watched.ReadAsync(CancellationToken.None)).ShouldBeSameAs(first);
    }

    [Fact]
    public async Task After_a_disconnection_it_goes_on_where_it_was_also_by_a_bookmark_and_does_not_list_again()
    {
        await using var server = await Server.StartAsync();
        server.List("10", "a");
        await using var watched = server.Watch();
        var first = await server.NextWatchAsync();
        first.Send("BOOKMARK", "", "57");
        first.End(half: """{"type":"ADDED","object":{"meta""");

        var second = await server.NextWatchAsync();
        second.Query.ShouldContain("resourceVersion=57");
        second.Send("ADDED", "b", "58");

        await UntilAsync(watched, "a b");
        server.Lists.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_version_that_the_server_has_forgotten_is_listed_again(bool asEvent)
    {
        await using var server = await Server.StartAsync();
        server.List("10", "a");
        await using var watched = server.Watch();
        var watch = await server.NextWatchAsync();
        server.List("90", "z");
        server.RefuseNextWatchWith = asEvent ? null : 410;
        if (asEvent)
        {
            watch.SendLine("""{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old resource version"}}""");
        }
        else
        {
            watch.End();
        }

        await UntilAsync(watched, "z");
        (await server.NextWatchAsync()).Query.ShouldContain("resourceVersion=90");
    }

    [Fact]
    public async Task Who_reads_while_the_server_refuses_is_told_so_and_not_what_was_there_before()
    {
        await using var server = await Server.StartAsync();
        server.List("10", "a");
        await using var watched = server.Watch();
        var watch = await server.NextWatchAsync();
        server.RefuseNextWatchWith = 403;
        watch.End();

        var refusal = await Eventually.Async<Exception?, OutsideWorldException>(
            async () =>
            {
                try
                {
                    await watched.ReadAsync(CancellationToken.None);
                    return null;
                }
                catch (OutsideWorldException e)
                {
                    return e;
                }
            },
            e => e.NeedsPerson);
        refusal.Message.ShouldContain("cannot watch pods in default");

        (await server.NextWatchAsync()).Send("ADDED", "b", "11");
        await UntilAsync(watched, "a b");
    }

    [Fact]
    public void The_pauses_grow_to_a_limit_and_begin_anew_after_what_worked()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

        var pauses = Enumerable.Range(0, 8).Select(_ => backoff.Next().TotalSeconds).ToList();
        backoff.Reset();

        pauses[0].ShouldBeInRange(0.8, 1.2);
        pauses[3].ShouldBeInRange(6.4, 9.6);
        pauses[7].ShouldBeInRange(24, 36);
        backoff.Next().TotalSeconds.ShouldBeInRange(0.8, 1.2);
    }

    private static async Task<string> NamesAsync(Watched<string> watched) =>
        string.Join(' ', (await watched.ReadAsync(CancellationToken.None)).Order(StringComparer.Ordinal));

    private static Task<string> UntilAsync(Watched<string> watched, string names) => Eventually.Async<string, string>(
        async () =>
        {
            try
            {
                return await NamesAsync(watched);
            }
            catch (OutsideWorldException e)
            {
                return e.Message;
            }
        },
        seen => seen == names);

    /// <summary>An API server with one kind of objects, which does as the test says.</summary>
    private sealed class Server : IAsyncDisposable
    {
        private readonly WebApplication app;
        private readonly Channel<OpenWatch> opened = Channel.CreateUnbounded<OpenWatch>();
        private ClusterConnection? connection;
        private volatile string list = "";

        private Server()
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            builder.Services.AddLogging(logging => logging.ClearProviders());
            app = builder.Build();
            app.Run(AnswerAsync);
        }

        public int Lists { get; private set; }

        public int? RefuseNextWatchWith { get; set; }

        public static async Task<Server> StartAsync()
        {
            var server = new Server();
            await server.app.StartAsync();
            return server;
        }

        public Watched<string> Watch()
        {
            connection = new ClusterConnection(new ClusterAccess { Server = new Uri(app.Urls.Single() + "/"), Token = "t" }, TimeProvider.System);
            return new(new ClusterApi(connection), new("v1", "Pod", "pods", IsNamespaced: true), "default", live => live.TextAt("metadata", "name")!, TimeProvider.System);
        }

        public void List(string version, params string[] names) => list =
            $$"""{"kind":"PodList","metadata":{"resourceVersion":"{{version}}"},"items":[{{string.Join(',', names.Select(n => $$"""{"metadata":{"name":"{{n}}"} }"""))}}]}""";

        public async Task<OpenWatch> NextWatchAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            return await opened.Reader.ReadAsync(limit.Token);
        }

        public async ValueTask DisposeAsync()
        {
            connection?.Dispose();
            using var now = new CancellationTokenSource(0);
            await app.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await app.DisposeAsync();
        }

        private async Task AnswerAsync(HttpContext context)
        {
            if (!context.Request.QueryString.Value!.Contains("watch=true"))
            {
                Lists++;
                await context.Response.WriteAsync(list);
                return;
            }

            if (RefuseNextWatchWith is { } status)
            {
                RefuseNextWatchWith = null;
                context.Response.StatusCode = status;
                await context.Response.WriteAsync("""{"kind":"Status","message":"not now"}""");
                return;
            }

            context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
            await context.Response.StartAsync();
            await context.Response.Body.FlushAsync();
            var watch = new OpenWatch(context.Request.QueryString.Value!);
            await opened.Writer.WriteAsync(watch);
            await foreach (var piece in watch.Pieces.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync(piece);
                await context.Response.Body.FlushAsync();
            }
        }
    }

    private sealed class OpenWatch(string query)
    {
        private readonly Channel<string> pieces = Channel.CreateUnbounded<string>();

        public string Query => query;

        public ChannelReader<string> Pieces => pieces.Reader;

        public void Send(string type, string name, string version) =>
            SendLine($$$"""{"type":"{{{type}}}","object":{"metadata":{"name":"{{{name}}}","resourceVersion":"{{{version}}}"} } }""");

        public void SendLine(string line) => pieces.Writer.TryWrite(line + "\n").ShouldBeTrue();

        public void End(string half = "")
        {
            pieces.Writer.TryWrite(half).ShouldBeTrue();
            pieces.Writer.Complete();
        }
    }
}
