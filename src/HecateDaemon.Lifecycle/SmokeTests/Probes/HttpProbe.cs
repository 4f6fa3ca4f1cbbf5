using System.Net.Sockets;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>Asks over HTTP, each time by a new connection to a TCP port or a Unix socket.</summary>
internal sealed class HttpProbe(TimeProvider clock) : IProbe
{
    private const int MaxBytes = 1024 * 1024;

    public string Kind => "http";

    public async Task<ProbeResult> ProbeAsync(SmokeTest test, ReleaseVersion expected, CancellationToken ct)
    {
        if (test.Url is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            return new(Passed: false, $"{test.Name} has no http:// or https:// address");
        }

        // Without user info and query: they may hold a secret.
        var where = $"{test.UnixSocket ?? test.Url.Authority}{test.Url.AbsolutePath}";
        using var late = new CancellationTokenSource(test.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            return await AskAsync(test, expected, where, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(Passed: false, $"{where} did not answer within {test.Timeout.TotalSeconds} s");
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            return new(Passed: false, $"{where} answered with more than {MaxBytes >> 20} MiB");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new(Passed: false, $"{where} could not be asked: {e.GetBaseException().Message}");
        }
    }

    private static async Task<ProbeResult> AskAsync(
        SmokeTest test, ReleaseVersion expected, string where, CancellationToken ct)
    {
        using var http = new HttpMessageInvoker(ConnectionFor(test));
        using var request = new HttpRequestMessage(HttpMethod.Get, test.Url);
        request.Headers.UserAgent.Add(new("hecate-daemon", null));
        using var response = await http.SendAsync(request, ct);
        if ((int)response.StatusCode != test.ExpectStatus)
        {
            return new(Passed: false, $"{where}: expected status {test.ExpectStatus}, got {(int)response.StatusCode}");
        }

        if (test is { ExpectJson.Count: 0, VersionAt: null })
        {
            return new(Passed: true, $"{where}: status {test.ExpectStatus}");
        }

        await response.Content.LoadIntoBufferAsync(MaxBytes, ct);
        var wrong = JsonExpectation.FindMismatch(await response.Content.ReadAsByteArrayAsync(ct), test, expected);
        return wrong is null
            ? new(Passed: true, $"{where}: status {test.ExpectStatus}, {JsonExpectation.Describe(test, expected)}")
            : new(Passed: false, $"{where}: {wrong}");
    }

    private static SocketsHttpHandler ConnectionFor(SmokeTest test)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        };
        if (test.UnixSocket is { } path)
        {
            handler.ConnectCallback = (_, ct) => ConnectAsync(path, ct);
        }

        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
