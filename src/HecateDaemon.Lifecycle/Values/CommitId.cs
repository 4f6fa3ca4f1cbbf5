using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>The SHA-1 name of a git commit.</summary>
[JsonConverter(typeof(TextValueJsonConverter<CommitId>))]
public readonly record struct CommitId : ITextValue<CommitId>
{
    private readonly string? text;

    private CommitId(string text) => this.text = text;

    public static string Grammar => "a git commit id: 40 lower-case hexadecimal digits";

    public static bool TryParse([NotNullWhen(true)] string? text, out CommitId value)
    {
        var matches = TextShape.IsHex(text, length: 40);
        value = matches ? new(text!) : default;
        return matches;
    }

    /// <summary>For text that was checked before; anything else is a bug.</summary>
    public static CommitId Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not {Grammar}");

    public override string ToString() => text ?? "";
}
