using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>
/// Keeps the answer to a request that bears an <c>Idempotency-Key</c>, in a stream of its own, and gives it again to every
/// repeat. A crash between the command and its answer is no gap: the command's id, made of the key too, is known by then.
/// </summary>
internal sealed partial class IdempotentRequests(
    RequestDelegate next, IEventLog log, EventCodec codec, TimeProvider clock, ILogger<IdempotentRequests> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method)
            || context.Request.Headers["Idempotency-Key"].Count == 0
            || !RequestId.TryGet(context, clock, out var id, out _)
            || await HashAsync(context.Request.BodyReader, context.RequestAborted) is not { } hash)
        {
            await next(context);
        }
        else if (await FirstAsync(id, context.RequestAborted) is { } first)
        {
            await RepeatAsync(context, first, hash);
        }
        else
        {
            await AnswerAsync(context, id, hash);
        }
    }

    private static string StreamOf(Guid id) => $"request-{id:N}";

    /// <summary>Looks at the body and leaves it to be read; null where it is larger than any that is.</summary>
    private static async Task<string?> HashAsync(PipeReader body, CancellationToken ct)
    {
        var read = await body.ReadAtLeastAsync(Body.MaxBytes + 1, ct);
        var hash = read.Buffer.Length > Body.MaxBytes ? null : Convert.ToHexStringLower(SHA256.HashData(read.Buffer.ToArray()));
        body.AdvanceTo(read.Buffer.Start);
        return hash;
    }

    private static async Task RepeatAsync(HttpContext context, RequestAnswered first, string hash)
    {
        if (first.BodyHash != hash)
        {
            await Problems.Refused(Refusal.Because(
                "idempotency_key_reused", "this Idempotency-Key came with another body before: take a new one")).ExecuteAsync(context);
            return;
        }

        if (first.Location is not null)
        {
            context.Response.Headers.Location = first.Location;
        }

        await JsonBody.WriteAsync(context, first.HttpStatus, first.ContentType, Encoding.UTF8.GetBytes(first.Answer));
    }

    /// <summary>What was decided is kept. What was not even understood, or could not be done now, may be tried again.</summary>
    private static bool IsFinal(int status) => status is (>= 200 and < 300) or 409 or 412;

    private async Task<RequestAnswered?> FirstAsync(Guid id, CancellationToken ct)
    {
        await foreach (var stored in log.ReadStreamAsync(StreamOf(id), afterVersion: -1, ct))
        {
            return (RequestAnswered)codec.Decode(stored);
        }

        return null;
    }

    private async Task AnswerAsync(HttpContext context, Guid id, string hash)
    {
        var response = context.Response;
        var body = response.Body;
        using var buffer = new MemoryStream();
        response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = body;
        }

        if (IsFinal(response.StatusCode) && !await TryKeepAsync(context, id, hash, buffer) && await FirstAsync(id, context.RequestAborted) is { } first)
        {
            response.Clear();
            await RepeatAsync(context, first, hash);
            return;
        }

        await body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
    }

    /// <summary>False: another request with this key was answered first.</summary>
    private async Task<bool> TryKeepAsync(HttpContext context, Guid id, string hash, MemoryStream buffer)
    {
        var answered = new RequestAnswered
        {
            Path = context.Request.Path,
            BodyHash = hash,
            HttpStatus = context.Response.StatusCode,
            ContentType = context.Response.ContentType ?? "application/json",
            Location = context.Response.Headers.Location,
            Answer = Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)),
        };
        // Of the body too: an append of the same event would be taken for a repeat of it.
        var issued = Issued.ByCaller(NameBasedId.From(id, hash), context.Caller(), clock.GetUtcNow());
        try
        {
            // Not cut off by a caller who leaves: it is done, and to be known as done.
            return await log.AppendAsync(
                StreamOf(id), -1, [codec.Encode(answered, 0, issued.Metadata(reason: null))], CancellationToken.None) is AppendOutcome.Appended;
        }
        catch (OutsideWorldException e)
        {
            NotKept(context.TraceIdentifier, e.Message);
            return true;
        }
    }

    [LoggerMessage(8903, LogLevel.Warning, "The answer to request {RequestId} was given, but could not be kept for repeats: {Reason}")]
    private partial void NotKept(string requestId, string reason);
}
