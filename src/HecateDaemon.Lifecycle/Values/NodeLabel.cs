using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Values;

/// <summary>A label of Kubernetes nodes with one value, as <c>KEY=VALUE</c>.</summary>
[JsonConverter(typeof(TextValueJsonConverter<NodeLabel>))]
public readonly record struct NodeLabel : ITextValue<NodeLabel>
{
    private NodeLabel(string key, string value) => (Key, Value) = (key, value);

    public static string Grammar => "a node label as KEY=VALUE: letters, digits, '.', '_', '-', and at most one '/' in the key";

    public string Key { get; }

    public string Value { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out NodeLabel value)
    {
        var matches = text?.Split('=') is [var key, var word] && key.Split('/') is { Length: <= 2 } parts &&
            parts[0].Length <= 253 && parts[^1].Length <= 63 && parts.All(IsWord) && word.Length <= 63 && IsWord(word);
        value = matches ? new(text!.Split('=')[0], text.Split('=')[1]) : default;
        return matches;
    }

    public override string ToString() => $"{Key}={Value}";

    /// <summary>As Kubernetes has it: it begins and ends with a letter or digit.</summary>
    private static bool IsWord(string text) =>
        text is [var first, ..] && char.IsAsciiLetterOrDigit(first) && char.IsAsciiLetterOrDigit(text[^1]) &&
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
