using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>Reads the JSON body of a request strictly: nothing unknown, nothing twice, nothing left over.</summary>
public static class Body
{
    public const int MaxBytes = 1024 * 1024;

    /// <summary>
    /// Reads the whole body; no body at all reads as <c>{}</c>. The JSON context must be one with
    /// <see cref="JsonSerializerDefaults.Strict"/>; that it is not is a bug.
    /// </summary>
    public static async ValueTask<BodyResult<T>> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> json, CancellationToken ct)
        where T : class
    {
        if (json.Options is not
            {
                UnmappedMemberHandling: JsonUnmappedMemberHandling.Disallow,
                AllowDuplicateProperties: false,
                RespectNullableAnnotations: true,
                RespectRequiredConstructorParameters: true,
            })
        {
            throw new InvalidOperationException($"the JSON context of {typeof(T).Name} is not JsonSerializerDefaults.Strict");
        }

        var reader = context.Request.BodyReader;
        var read = await reader.ReadAtLeastAsync(MaxBytes + 1, ct);
        var bytes = read.Buffer.Length > MaxBytes ? null : read.Buffer.ToArray();
        reader.AdvanceTo(read.Buffer.End);
        return bytes switch
        {
            null => new(null, Problems.TooLarge()),
            [] => Parse("{}"u8, json),
            _ when !IsJson(context.Request.ContentType) => new(null, Problems.UnsupportedMediaType()),
            _ => Parse(bytes, json),
        };
    }

    // curl -d without a header says x-www-form-urlencoded, and so does a form on a web page.
    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) &&
        type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) &&
        (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static BodyResult<T> Parse<T>(ReadOnlySpan<byte> bytes, JsonTypeInfo<T> json)
        where T : class
    {
        try
        {
            var value = JsonSerializer.Deserialize(bytes, json);
            return value is null ? new(null, Problems.Malformed("the body must be a JSON object, not null")) : new(value, null);
        }
        catch (JsonException e)
        {
            return new(null, Problems.Malformed(BodyMistake.Explain(e, bytes, json)));
        }
    }
}

/// <summary>What was read, or the answer to give instead.</summary>
public readonly struct BodyResult<T> where T : class
{
    private readonly T? value;
    private readonly Problem? problem;

    internal BodyResult(T? value, Problem? problem)
    {
        this.value = value;
        this.problem = problem;
    }

    public bool TryGet([NotNullWhen(true)] out T? read, [NotNullWhen(false)] out Problem? instead)
    {
        read = value;
        instead = problem;
        return read is not null;
    }
}
