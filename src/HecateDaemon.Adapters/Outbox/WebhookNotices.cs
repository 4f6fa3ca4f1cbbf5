using System.Net;
using HecateDaemon.Adapters.Secrets;
using HecateDaemon.Adapters.Web;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Notifications;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Outbox;

/// <summary>Posts notices to webhooks. Any 2xx is a delivery; a redirect is not, for it may lead away from whom we meant.</summary>
internal sealed class WebhookNotices(OutgoingHttp http) : ISendNotices
{
    public async Task<string> SendAsync(NotificationReceiver receiver, NoticeBody notice, CancellationToken ct)
    {
        var address = AddressOf(receiver);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(notice.Json) { Headers = { ContentType = new(notice.ContentType) { CharSet = "utf-8" } } },
        };
        var whom = $"{receiver.Name} at {address.Authority}";
        var (status, _) = await http.AskAsync(request, whom, receiver.TokenFile, ct);
        return (int)status is >= 200 and < 300
            ? $"{whom} answered {(int)status}"
            : throw new OutsideWorldException($"{whom} answered {(int)status}")
            {
                NeedsPerson = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone,
            };
    }

    private static Uri AddressOf(NotificationReceiver receiver)
    {
        if (receiver.UrlFile is not { } file)
        {
            return receiver.Url!;
        }

        var line = SecretFile.ReadLine(file, $"address of {receiver.Name}");
        return Uri.TryCreate(line, UriKind.Absolute, out var address) && (address.Scheme is "https" || address is { Scheme: "http", IsLoopback: true })
            ? address
            : throw new OutsideWorldException($"the address of {receiver.Name} in {file} must be an https URL") { NeedsPerson = true };
    }
}
