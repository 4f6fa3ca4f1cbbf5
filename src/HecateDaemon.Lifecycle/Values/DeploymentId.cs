using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>Names one deployment: one version of one division on its way to one environment. Opaque to callers.</summary>
[JsonConverter(typeof(TextValueJsonConverter<DeploymentId>))]
public readonly record struct DeploymentId : ITextValue<DeploymentId>
{
    private readonly string? text;

    private DeploymentId(string text) => this.text = text;

    public static string Grammar => "a deployment id: 1 to 64 of a-z, 0-9 and '-', beginning with a letter or digit";

    public static bool TryParse([NotNullWhen(true)] string? text, out DeploymentId value)
    {
        var matches = TextShape.IsName(text, others: "-", maxLength: 64);
        value = matches ? new(text!) : default;
        return matches;
    }

    /// <summary>For text that was checked before; anything else is a bug.</summary>
    public static DeploymentId Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not {Grammar}");

    public override string ToString() => text ?? "";
}
