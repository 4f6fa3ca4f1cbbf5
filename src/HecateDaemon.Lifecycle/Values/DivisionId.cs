using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>Names a division, the piece of software that a team ships.</summary>
[JsonConverter(typeof(TextValueJsonConverter<DivisionId>))]
public readonly record struct DivisionId : ITextValue<DivisionId>
{
    private readonly string? text;

    private DivisionId(string text) => this.text = text;

    public static string Grammar => "a division id: 1 to 63 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit";

    public static bool TryParse([NotNullWhen(true)] string? text, out DivisionId value)
    {
        var matches = TextShape.IsName(text, others: "._-", maxLength: 63);
        value = matches ? new(text!) : default;
        return matches;
    }

    /// <summary>For text that was checked before; anything else is a bug.</summary>
    public static DivisionId Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not {Grammar}");

    public override string ToString() => text ?? "";
}
