using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// Types plain YAML scalars as kubectl and Flux do (sigs.k8s.io/yaml on go-yaml v2, which is YAML 1.1 without base 60):
/// <c>yes</c>, <c>on</c> and <c>y</c> are booleans, <c>017</c> and <c>0o17</c> are 15, <c>1_000</c> is 1000, dates are
/// text. Quoted and block scalars are always text. Any other typing would apply another object than kubectl would.
/// </summary>
internal static partial class YamlScalar
{
    private const string CoreTags = "tag:yaml.org,2002:";

    /// <summary>The value, where null is YAML's null; false if its tag or its value has no counterpart in JSON.</summary>
    public static bool TryRead(string text, bool isPlain, string? tag, out JsonNode? value)
    {
        switch (tag)
        {
            case null when isPlain:
                return TryResolve(text, out value);
            case null or "!" or CoreTags + "str":
                value = JsonValue.Create(text);
                return true;
            case CoreTags + "null" or CoreTags + "bool" or CoreTags + "int" or CoreTags + "float":
                return TryResolve(text, out value) && Fits(tag[CoreTags.Length..], value);
            default:
                value = null;
                return false;
        }
    }

    private static bool Fits(string type, JsonNode? value) => (type, value) switch
    {
        ("null", null) => true,
        ("bool", JsonValue boolean) => boolean.TryGetValue<bool>(out _),
        ("int", JsonValue number) => number.TryGetValue<long>(out _) || number.TryGetValue<ulong>(out _),
        ("float", JsonValue number) => number.GetValueKind() is JsonValueKind.Number,
        _ => false,
    };

    private static bool TryResolve(string text, out JsonNode? value)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                value = null;
                return true;
            case "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                value = JsonValue.Create(true);
                return true;
            case "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                value = JsonValue.Create(false);
                return true;
            case ".nan" or ".NaN" or ".NAN"
                or ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF":
                value = null;
                return false;
            default:
                value = Number(text) ?? JsonValue.Create(text);
                return true;
        }
    }

    private static JsonValue? Number(string text)
    {
        if (text[0] is not ('.' or '+' or '-') && !char.IsAsciiDigit(text[0]))
        {
            return null;
        }

        var plain = text[0] is '.' ? text : text.Replace("_", "", StringComparison.Ordinal);
        var real = Float().IsMatch(plain)
            ? double.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture)
            : double.NaN;
        return Integer(plain) ?? (double.IsFinite(real) ? JsonValue.Create(real) : null);
    }

    private static JsonValue? Integer(string plain)
    {
        var (isNegative, digits) = plain switch
        {
            ['-', .. var rest] => (true, rest),
            ['+', .. var rest] => (false, rest),
            _ => (false, plain),
        };
        var (radix, body) = digits switch
        {
            ['0', 'x' or 'X', .. var hex] => (16, hex),
            ['0', 'o' or 'O', .. var octal] => (8, octal),
            ['0', 'b' or 'B', .. var binary] => (2, binary),
            ['0', _, ..] => (8, digits[1..]),
            _ => (10, digits),
        };
        UInt128 size = 0;
        foreach (var digit in body)
        {
            var number = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : 16;
            size = (size * (uint)radix) + (uint)number;
            if (number >= radix || size > ulong.MaxValue)
            {
                return null;
            }
        }

        return (body, isNegative) switch
        {
            ("", _) => null,
            (_, true) => size <= 1UL + long.MaxValue ? JsonValue.Create((long)(-(Int128)size)) : null,
            (_, false) => size <= long.MaxValue ? JsonValue.Create((long)size)
                : plain[0] is '+' ? null : JsonValue.Create((ulong)size),
        };
    }

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Float();
}
