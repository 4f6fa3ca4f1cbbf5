using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>A node of EventStoreDB in this process, listening on loopback.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private StandInServer(WebApplication app, StandInNode node)
    {
        this.app = app;
        Node = node;
        Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    public StandInNode Node { get; }

    public int Port { get; }

    /// <summary>A port that was free before is taken again for a server that comes back.</summary>
    public static async Task<StandInServer> StartAsync(
        StandInLog log, int port = 0, X509Certificate2? certificate = null, bool wantsClientCertificate = false)
    {
        var node = new StandInNode(log);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
            {
                listen.UseHttps(certificate, https =>
                {
                    https.ClientCertificateMode = wantsClientCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                    https.ClientCertificateValidation = (client, _, _) => client.Subject is "CN=hecate";
                });
            }
        }));
        builder.Services.AddRouting();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = 17 * 1024 * 1024);
        builder.Services.AddSingleton(node);
        var web = builder.Build();
        web.MapGrpcService<StandInStreams>();
        web.MapGrpcService<StandInGossip>();
        web.MapGrpcService<StandInFeatures>();
        await web.StartAsync();
        return new StandInServer(web, node);
    }

    /// <summary>Calls that are under way are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }
}
