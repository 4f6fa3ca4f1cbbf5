using System.Buffers;
using System.Globalization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>The kinds of values that settings have.</summary>
internal static class SettingKinds
{
    private const string SecretFileGrammar =
        "an absolute path without spaces, quotes, '%', '$' and '~', or the name of a systemd credential";

    private static readonly SearchValues<char> Unplain = SearchValues.Create(" \"'%$~");

    private const string LocalPathGrammar = "an absolute path on this machine";

    /// <summary>No <c>TimeSpan.TryParse</c>: it reads <c>5</c> as five days.</summary>
    private static readonly string[] DurationFormats =
        [@"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFFF", @"d\.hh\:mm\:ss", @"d\.hh\:mm\:ss\.FFFFFFF"];

    public static T? Optional<T>(this SectionReader settings, string key) where T : struct, ITextValue<T> =>
        settings.Value<T?>(key, fallback: null, (text, out value) =>
        {
            value = T.TryParse(text, out var parsed) ? parsed : null;
            return value is not null;
        }, T.Grammar);

    public static T Required<T>(this SectionReader settings, string key) where T : struct, ITextValue<T> =>
        settings.Required<T>(key, standIn: default, T.TryParse, T.Grammar);

    public static bool Flag(this SectionReader settings, string key, bool fallback) =>
        settings.Value(key, fallback, bool.TryParse, "true or false");

    public static int Number(this SectionReader settings, string key, int fallback, int min, int max) =>
        settings.Value(key, fallback, (text, out value) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max,
            $"a whole number from {min} to {max}");

    public static TimeSpan Duration(
        this SectionReader settings, string key, TimeSpan fallback, TimeSpan min, TimeSpan max) =>
        settings.Value(key, fallback, (text, out value) =>
            TimeSpan.TryParseExact(text, DurationFormats, CultureInfo.InvariantCulture, out value) &&
            value >= min && value <= max,
            $"a duration from {min:c} to {max:c}");

    /// <summary>One of a few words, which are written exactly so.</summary>
    public static string Word(this SectionReader settings, string key, string fallback, params string[] words) =>
        settings.Value(key, fallback, TryOneOf(words), OneOf(words));

    /// <summary>As <see cref="Word"/>, but it must be there. The stand-in is empty.</summary>
    public static string RequiredWord(this SectionReader settings, string key, params string[] words) =>
        settings.Required(key, standIn: "", TryOneOf(words), OneOf(words));

    /// <summary>What something is called within this configuration.</summary>
    public static string ShortName(this SectionReader settings, string key) =>
        settings.Required(key, standIn: "", (text, out value) =>
        {
            value = text;
            return TextShape.IsName(text, others: "._-", maxLength: 63);
        }, "a name: 1 to 63 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit");

    /// <summary>A list of texts, in its order.</summary>
    public static IReadOnlyList<string> Texts(this SectionReader settings, string key) =>
        settings.Section(key) is { } list ? [.. list.Keys().Select(list.RequiredText)] : [];

    /// <summary>A file, folder or socket on this machine.</summary>
    public static string? LocalPath(this SectionReader settings, string key) =>
        settings.Value<string?>(key, fallback: null, TryLocalPath, LocalPathGrammar);

    public static string RequiredLocalPath(this SectionReader settings, string key) =>
        settings.Required<string?>(key, standIn: "", TryLocalPath, LocalPathGrammar)!;

    /// <summary>
    /// A file that holds a secret or is trusted. Programs read its path as part of an option, so that it is plain.
    /// </summary>
    public static string? SecretFile(this SectionReader settings, string key) =>
        settings.Value<string?>(key, fallback: null, TrySecretFile, SecretFileGrammar);

    public static string RequiredSecretFile(this SectionReader settings, string key) =>
        settings.Required<string?>(key, standIn: "", TrySecretFile, SecretFileGrammar)!;

    /// <summary>An http(s) URL that carries no credentials. The value is never shown.</summary>
    public static Uri? HttpUrl(this SectionReader settings, string key)
    {
        var text = settings.RequiredText(key);
        if (text.Length is 0)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            settings.Wrong(key, "must be an absolute http or https URL");
            return null;
        }

        if (url.UserInfo.Length > 0)
        {
            settings.Wrong(key, "must not carry credentials");
            return null;
        }

        return url;
    }

    /// <summary>The name of a Kubernetes object (RFC 1123), of the length that its kind allows.</summary>
    public static string KubernetesName(this SectionReader settings, string key, string? fallback, int longest)
    {
        var dots = longest > 63;
        var grammar = $"a Kubernetes name: 1 to {longest} of a-z, 0-9{(dots ? ", '.'" : "")} and '-', " +
                      "a letter or digit at both ends";
        return fallback is null
            ? settings.Required(key, standIn: "", TryName, grammar)
            : settings.Value(key, fallback, TryName, grammar);

        bool TryName(string text, out string value)
        {
            value = text;
            return TextShape.IsName(text, others: dots ? ".-" : "-", longest) && char.IsAsciiLetterOrDigit(text[^1]);
        }
    }

    private static bool TryLocalPath(string text, out string? value)
    {
        value = text;
        return Path.IsPathFullyQualified(text);
    }

    private static bool TrySecretFile(string text, out string? value)
    {
        value = text;
        var isName = TextShape.IsName(text.ToLowerInvariant(), others: "._-", maxLength: 255);
        return isName || (Path.IsPathFullyQualified(text) && !text.AsSpan().ContainsAny(Unplain));
    }

    private static string OneOf(string[] words) =>
        words.Length is 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";

    private static SectionReader.TryRead<string> TryOneOf(string[] words) => (text, out value) =>
    {
        value = text;
        return words.Contains(text, StringComparer.Ordinal);
    };
}
