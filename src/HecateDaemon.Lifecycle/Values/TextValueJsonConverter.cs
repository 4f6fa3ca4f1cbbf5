using System.Text.Json;
using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>Writes a text value as a JSON string; a string that is not one is an error that says what it must be.</summary>
public sealed class TextValueJsonConverter<T> : JsonConverter<T> where T : struct, ITextValue<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && T.TryParse(reader.GetString(), out var value)
            ? value
            : throw new JsonException($"must be {T.Grammar}");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
