using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>Names a target environment.</summary>
[JsonConverter(typeof(TextValueJsonConverter<EnvironmentName>))]
public readonly record struct EnvironmentName : ITextValue<EnvironmentName>
{
    private readonly string? text;

    private EnvironmentName(string text) => this.text = text;

    public static string Grammar => "an environment name: 1 to 63 of a-z, 0-9 and '-', beginning with a letter or digit";

    public static bool TryParse([NotNullWhen(true)] string? text, out EnvironmentName value)
    {
        var matches = TextShape.IsName(text, others: "-", maxLength: 63);
        value = matches ? new(text!) : default;
        return matches;
    }

    /// <summary>For text that was checked before; anything else is a bug.</summary>
    public static EnvironmentName Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not {Grammar}");

    public override string ToString() => text ?? "";
}
