using System.Net;
using System.Net.Http.Headers;
using HecateDaemon.Adapters.Secrets;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Web;

/// <summary>Asks a server outside one question: within a time, an answer within a size, and nowhere else than at its address.</summary>
internal sealed class OutgoingHttp(TimeProvider clock) : IDisposable
{
    private const int MaxBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });

    /// <summary>
    /// Any answer, whatever its status. Who is asked stands in the messages, and of the address only that: the rest of it may
    /// be a secret.
    /// </summary>
    public async Task<(HttpStatusCode Status, byte[] Body)> AskAsync(
        HttpRequestMessage request, string whom, string? tokenFile, CancellationToken ct)
    {
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("hecate-daemon", productVersion: null));
        if (tokenFile is not null)
        {
            request.Headers.Authorization = new("Bearer", SecretFile.ReadLine(tokenFile, $"token for {whom}"));
        }

        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            await response.Content.LoadIntoBufferAsync(MaxBytes, either.Token);
            return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(either.Token));
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new OutsideWorldException($"{whom} did not answer within {Patience.TotalSeconds} s", e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new OutsideWorldException($"{whom} answered with more than {MaxBytes >> 20} MiB", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new OutsideWorldException($"{whom} could not be asked: {e.GetBaseException().Message}", e);
        }
    }

    public void Dispose() => http.Dispose();
}
