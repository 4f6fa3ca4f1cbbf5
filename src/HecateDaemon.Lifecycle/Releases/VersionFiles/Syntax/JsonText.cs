using System.Text;
using System.Text.Json;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A text value of JSON: the names on the way to it, and where it stands inside its quotes.</summary>
internal readonly record struct JsonValue(string Path, string Text, int Start);

/// <summary>Reads the text values of JSON near its root, with their positions.</summary>
internal static class JsonText
{
    private static readonly JsonReaderOptions Lenient =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 128 };

    /// <summary>Null if it is no JSON. Names are joined by <c>\n</c>, which no key in question has in it.</summary>
    public static List<JsonValue>? Values(string text, int depth)
    {
        var values = new List<JsonValue>();
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        var lead = text.Length - text.TrimStart('\uFEFF').Length;
        var (countedBytes, countedChars) = (0, lead);
        var names = new List<string>();
        try
        {
            var reader = new Utf8JsonReader(bytes, Lenient);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName)
                {
                    names.RemoveRange(Math.Min(names.Count, reader.CurrentDepth - 1), Math.Max(0, names.Count - reader.CurrentDepth + 1));
                    names.Add(reader.CurrentDepth <= depth ? reader.GetString()! : "");
                }
                else if (reader.TokenType is JsonTokenType.StartArray)
                {
                    reader.Skip();
                }
                else if (reader.TokenType is JsonTokenType.String && reader.CurrentDepth <= depth && !reader.ValueIsEscaped)
                {
                    var at = (int)reader.TokenStartIndex + 1;
                    countedChars += Encoding.UTF8.GetCharCount(bytes, countedBytes, at - countedBytes);
                    countedBytes = at;
                    values.Add(new(string.Join('\n', names), reader.GetString()!, countedChars));
                }
            }

            return values;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
