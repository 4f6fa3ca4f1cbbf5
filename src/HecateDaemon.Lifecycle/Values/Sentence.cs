using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>What a person wrote for other people to read: a reason, a note.</summary>
[JsonConverter(typeof(TextValueJsonConverter<Sentence>))]
public readonly record struct Sentence : ITextValue<Sentence>
{
    private const int MaxLength = 1000;

    private readonly string? text;

    private Sentence(string text) => this.text = text;

    public static string Grammar => "a text of 1 to 1000 characters, not blank and without control characters";

    public static bool TryParse([NotNullWhen(true)] string? text, out Sentence value)
    {
        var fits = !string.IsNullOrWhiteSpace(text) && text.Length <= MaxLength && !text.Any(char.IsControl);
        value = fits ? new(text!.Trim()) : default;
        return fits;
    }

    public override string ToString() => text ?? "";
}
