using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>The digest of an image manifest or index, as the OCI image specification writes it.</summary>
[JsonConverter(typeof(TextValueJsonConverter<Digest>))]
public readonly record struct Digest : ITextValue<Digest>
{
    private readonly string? text;

    private Digest(string text) => this.text = text;

    public static string Grammar => "an OCI sha256 digest: 'sha256:' and 64 lower-case hexadecimal digits";

    public static bool TryParse([NotNullWhen(true)] string? text, out Digest value)
    {
        var matches = text?.StartsWith("sha256:", StringComparison.Ordinal) is true && TextShape.IsHex(text.AsSpan(7), length: 64);
        value = matches ? new(text!) : default;
        return matches;
    }

    /// <summary>For text that was checked before; anything else is a bug.</summary>
    public static Digest Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not {Grammar}");

    public override string ToString() => text ?? "";
}
