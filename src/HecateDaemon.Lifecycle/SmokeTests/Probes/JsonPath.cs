using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>
/// Leads to one value in a JSON document: of RFC 9535 the singular queries <c>$</c>, <c>.name</c>, <c>['name']</c> and
/// <c>[0]</c>, nothing else.
/// </summary>
public sealed partial class JsonPath
{
    private readonly string text;
    private readonly IReadOnlyList<Step> steps;

    private JsonPath(string text, IReadOnlyList<Step> steps)
    {
        this.text = text;
        this.steps = steps;
    }

    /// <summary>Reads a path; <paramref name="error"/> is a sentence for whoever wrote it.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out JsonPath? path, [NotNullWhen(false)] out string? error)
    {
        path = null;
        if (!text.StartsWith('$'))
        {
            error = $"'{text}' is not a JSON path: it must begin with '$'";
            return false;
        }

        var read = new List<Step>();
        for (var at = 1; at < text.Length;)
        {
            if (StepPattern().Match(text, at) is not { Success: true } match)
            {
                error = $"'{text}' is not a JSON path that can be followed: " +
                        $"'{text[at..]}' does not begin with .name, ['name'] or [0]";
                return false;
            }

            read.Add(match.Groups["index"] is { Success: true } index
                ? new(Name: null, int.Parse(index.ValueSpan, CultureInfo.InvariantCulture))
                : new(match.Groups["name"].Value, Index: 0));
            at += match.Length;
        }

        error = null;
        path = new(text, read);
        return true;
    }

    /// <summary>The value that the path leads to, or null if it leads nowhere.</summary>
    public JsonElement? Find(JsonElement root)
    {
        var at = root;
        foreach (var step in steps)
        {
            switch (at.ValueKind, step.Name)
            {
                case (JsonValueKind.Object, { } name) when at.TryGetProperty(name, out var member):
                    at = member;
                    break;
                case (JsonValueKind.Array, null) when step.Index < at.GetArrayLength():
                    at = at[step.Index];
                    break;
                default:
                    return null;
            }
        }

        return at;
    }

    public override string ToString() => text;

    [GeneratedRegex(@"\G(\.(?<name>[A-Za-z_][A-Za-z0-9_]*)|\['(?<name>[^'\\]+)'\]|\[(?<index>0|[1-9][0-9]{0,8})\])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StepPattern();

    /// <summary>Into an object by name or, without one, into an array by index.</summary>
    private readonly record struct Step(string? Name, int Index);
}
