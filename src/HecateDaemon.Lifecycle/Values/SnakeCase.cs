using System.Text.Json;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>The word by which an enum's value is known outside this code.</summary>
public static class SnakeCase
{
    public static string Word<T>(this T value) where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
