using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>Which events somebody wants to see: of one of the types, about the division, about the environment. What is not said is any.</summary>
internal sealed record EventFilter(IReadOnlySet<string> Types, string Division, string Environment)
{
    /// <summary>Several types stand in one parameter with commas, or in several.</summary>
    public static EventFilter Of(IQueryCollection query) => new(
        query["type"].SelectMany(t => (t ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.Ordinal),
        query["division_id"].ToString(),
        query["environment"].ToString());

    public bool Matches(StoredEvent stored) =>
        (Types.Count == 0 || Types.Contains(stored.Type))
        && (Division is "" || Says(stored.Data.Span, "division_id"u8, Division))
        && (Environment is "" || Says(stored.Data.Span, "environment"u8, Environment));

    private static bool Says(ReadOnlySpan<byte> json, ReadOnlySpan<byte> field, string value)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var isIt = reader.ValueTextEquals(field);
                reader.Read();
                if (isIt)
                {
                    return reader.TokenType is JsonTokenType.String && reader.ValueTextEquals(value);
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // What cannot be read says nothing.
        }

        return false;
    }
}
