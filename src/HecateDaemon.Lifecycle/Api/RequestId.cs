using System.Diagnostics.CodeAnalysis;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>
/// The id of a caller's command. With an <c>Idempotency-Key</c> it is made of the key, the path and the caller's account, so a
/// repeat of the request has the id of the first; without one it is new.
/// </summary>
public static class RequestId
{
    private const int MaxKeyLength = 128;
    private static readonly Guid Space = new("7b0b3f5e-3f0e-4a52-9c0f-6f4a1c0d5e21");

    public static bool TryGet(HttpContext context, TimeProvider clock, out Guid id, [NotNullWhen(false)] out Problem? problem)
    {
        var keys = context.Request.Headers["Idempotency-Key"];
        problem = keys.Count is 0 or 1 && IsKey(keys.ToString(), keys.Count)
            ? null
            : Problems.Malformed($"Idempotency-Key must be one value of 1 to {MaxKeyLength} visible ASCII characters");
        id = keys.Count == 0
            ? Guid.CreateVersion7(clock.GetUtcNow())
            : NameBasedId.From(NameBasedId.From(Space, $"uid {context.Caller().Uid}"), $"{context.Request.Path} {keys}");
        return problem is null;
    }

    private static bool IsKey(string key, int count) =>
        count == 0 || (key.Length is > 0 and <= MaxKeyLength && key.All(c => c is > ' ' and <= '~'));
}
