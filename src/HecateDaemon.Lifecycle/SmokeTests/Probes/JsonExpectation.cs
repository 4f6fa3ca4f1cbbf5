using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>Compares a JSON answer with what a smoke test expects of it.</summary>
internal static class JsonExpectation
{
    private const int MaxQuoted = 100;

    /// <summary>The first thing that is not as expected, in a sentence, or null if everything is.</summary>
    public static string? FindMismatch(byte[] body, SmokeTest test, ReleaseVersion expected)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return test.ExpectJson.Select(wanted => FindMismatch(root, wanted.Key, wanted.Value))
                .Append(test.VersionAt is { } versionAt ? FindVersionMismatch(root, versionAt, expected) : null)
                .FirstOrDefault(wrong => wrong is not null);
        }
        catch (JsonException e)
        {
            return $"the answer is not JSON: {e.Message}";
        }
        catch (InvalidOperationException e)
        {
            // The parser lets bytes that are no text pass, until they are read as text.
            return $"the answer is not JSON in UTF-8: {e.Message}";
        }
    }

    /// <summary>What was seen by a test that passed.</summary>
    public static string Describe(SmokeTest test, ReleaseVersion expected) => string.Join(", ",
        test.ExpectJson.Select(wanted => $"'{wanted.Value}' at {wanted.Key}")
            .Concat(test.VersionAt is null ? [] : [$"version {expected} at {test.VersionAt}"]));

    private static string? FindMismatch(JsonElement root, string at, string wanted)
    {
        if (!JsonPath.TryParse(at, out var path, out var error))
        {
            return error;
        }

        var got = path.Find(root);
        return got is { } value && TextOf(value) == wanted ? null : $"expected '{wanted}' at {at}, got {Quote(got)}";
    }

    private static string? FindVersionMismatch(JsonElement root, string at, ReleaseVersion wanted)
    {
        if (!JsonPath.TryParse(at, out var path, out var error))
        {
            return error;
        }

        var got = path.Find(root);
        var text = got is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        if (!ReleaseVersion.TryParse(text, out var version))
        {
            return $"expected version {wanted} at {at}, got {Quote(got)}";
        }

        // By precedence: build tools decorate what they report (1.2.3+5a0c…), and no image tag can hold that part.
        return version.CompareTo(wanted) == 0 ? null : $"expected version {wanted} at {at}, got {version}";
    }

    private static string TextOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Quote(JsonElement? value) => value?.GetRawText() switch
    {
        null => "nothing",
        { Length: > MaxQuoted } text => string.Concat(text.AsSpan(0, MaxQuoted), "…"),
        var text => text,
    };
}
