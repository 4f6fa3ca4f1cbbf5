using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>
/// Says in a person's words why a body was refused: the serializer's own messages name .NET types and echo values.
/// Runs only after the serializer has refused.
/// </summary>
internal static class BodyMistake
{
    private const int LongestName = 64;

    public static string Explain(JsonException refused, ReadOnlySpan<byte> bytes, JsonTypeInfo wanted)
    {
        var line = refused.LineNumber is { } zeroBased ? $" (line {zeroBased + 1})" : "";
        try
        {
            return Explain(refused, bytes.ToArray(), wanted, line);
        }
        catch (InvalidOperationException)
        {
            // How JsonDocument says that an escape such as \ud800 is half a character.
            return $"the body holds text that is not Unicode{line}";
        }
    }

    private static string Explain(JsonException refused, byte[] copy, JsonTypeInfo wanted, string line)
    {
        if (!Parses(copy, wanted, duplicates: true))
        {
            return $"the body is not JSON{line}: comments, trailing commas, text after the end, and more than {DepthOf(wanted)} levels are not allowed";
        }

        // Converters of ours say what the value must be.
        if (refused.Message.StartsWith("must ", StringComparison.Ordinal))
        {
            return $"{refused.Path} {refused.Message}{line}";
        }

        if (!Parses(copy, wanted, duplicates: false))
        {
            return $"{refused.Path} holds the same field twice{line}";
        }

        using var document = JsonDocument.Parse(copy);
        return (Find(document.RootElement, wanted, "$") ?? $"{refused.Path} is not what is expected there") + line;
    }

    private static int DepthOf(JsonTypeInfo wanted) => wanted.Options.MaxDepth is 0 ? 64 : wanted.Options.MaxDepth;

    private static bool Parses(byte[] bytes, JsonTypeInfo wanted, bool duplicates)
    {
        try
        {
            using var _ = JsonDocument.Parse(
                bytes, new JsonDocumentOptions { AllowDuplicateProperties = duplicates, MaxDepth = DepthOf(wanted) });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? Find(JsonElement given, JsonTypeInfo wanted, string path) => wanted.Kind switch
    {
        JsonTypeInfoKind.Object => given.ValueKind is JsonValueKind.Object
            ? FindInObject(given, wanted, path)
            : $"{path} must be an object",
        JsonTypeInfoKind.Enumerable => given.ValueKind is JsonValueKind.Array
            ? FindInArray(given, wanted.Options.GetTypeInfo(wanted.ElementType!), path)
            : $"{path} must be an array",
        JsonTypeInfoKind.Dictionary => given.ValueKind is JsonValueKind.Object ? null : $"{path} must be an object",
        _ => Type.GetTypeCode(Nullable.GetUnderlyingType(wanted.Type) ?? wanted.Type) switch
        {
            TypeCode.String when given.ValueKind is not JsonValueKind.String => $"{path} must be a string",
            TypeCode.Boolean when given.ValueKind is not (JsonValueKind.True or JsonValueKind.False) => $"{path} must be true or false",
            TypeCode.Int32 when given.ValueKind is not JsonValueKind.Number || !given.TryGetInt32(out _) => $"{path} must be an integer of 32 bits",
            TypeCode.Int64 when given.ValueKind is not JsonValueKind.Number || !given.TryGetInt64(out _) => $"{path} must be an integer of 64 bits",
            _ => null,
        },
    };

    private static string? FindInObject(JsonElement given, JsonTypeInfo wanted, string path)
    {
        foreach (var member in given.EnumerateObject())
        {
            var known = wanted.Properties.FirstOrDefault(p => member.NameEquals(p.Name));
            var mistake = known switch
            {
                null => $"{path} has a field that is not known there, {NameOf(member)}; the known ones are {Names(wanted.Properties)}",
                { IsSetNullable: false } when member.Value.ValueKind is JsonValueKind.Null => $"{path}.{known.Name} must not be null",
                _ when member.Value.ValueKind is JsonValueKind.Null => null,
                _ => Find(member.Value, wanted.Options.GetTypeInfo(known.PropertyType), $"{path}.{known.Name}"),
            };
            if (mistake is not null)
            {
                return mistake;
            }
        }

        var missing = wanted.Properties.Where(p => IsRequired(p) && !given.TryGetProperty(p.Name, out _)).ToList();
        return missing.Count > 0 ? $"{path} lacks {Names(missing)}" : null;
    }

    private static string? FindInArray(JsonElement given, JsonTypeInfo wanted, string path) =>
        given.EnumerateArray().Select((element, i) => Find(element, wanted, $"{path}[{i}]")).FirstOrDefault(m => m is not null);

    private static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    private static string Names(IEnumerable<JsonPropertyInfo> properties) => string.Join(", ", properties.Select(p => p.Name));

    private static string NameOf(JsonProperty member) =>
        member.Name.Length > LongestName ? $"'{member.Name[..LongestName]}…'" : $"'{member.Name}'";
}
