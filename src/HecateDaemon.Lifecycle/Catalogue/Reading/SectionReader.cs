using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Configuration;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>
/// Reads one section by hand, without a binder: what is wrong becomes a mistake and a stand-in value, and every key that
/// nobody asked for is a mistake too. An empty value counts as not given.
/// </summary>
internal sealed class SectionReader(IConfiguration section, string path, MistakeList mistakes)
{
    private const int LongestValue = 4096;
    private const int LongestShown = 60;

    private readonly SortedSet<string> known = new(StringComparer.OrdinalIgnoreCase);

    public delegate bool TryRead<T>(string text, out T value);

    public string KeyOf(string key) => path.Length is 0 ? key : ConfigurationPath.Combine(path, key);

    public Placed<T> Place<T>(T value) => new(path, value);

    public void Wrong(string key, string sentence) => mistakes.Add(KeyOf(key), sentence);

    /// <summary>The section's own name, the last part of its path.</summary>
    public T Name<T>() where T : struct, ITextValue<T>
    {
        var name = ConfigurationPath.GetSectionKey(path)!;
        if (!T.TryParse(name, out var value))
        {
            mistakes.Add(path, $"is not {T.Grammar}");
        }

        return value;
    }

    /// <summary>A single value, or null where none is given.</summary>
    public string? Text(string key)
    {
        known.Add(key);
        var setting = section.GetSection(key);
        if (setting.GetChildren().Any())
        {
            Wrong(key, "must be a single value, not a section");
            return null;
        }

        if (setting.Value is not { Length: > 0 } text)
        {
            return null;
        }

        if (text.Length <= LongestValue && !text.Any(char.IsControl) && text.Trim().Length == text.Length)
        {
            return text;
        }

        Wrong(key, $"must be at most {LongestValue} characters, without control characters or spaces around them");
        return null;
    }

    /// <summary>True for <c>""</c>, where that says something else than nothing at all.</summary>
    public bool IsGivenAsEmpty(string key) => section[key] is "" && !section.GetSection(key).GetChildren().Any();

    /// <summary>A single value that must be there. The stand-in is empty.</summary>
    public string RequiredText(string key)
    {
        var text = Text(key);
        if (text is null && !mistakes.Has(KeyOf(key)))
        {
            Wrong(key, "must be given");
        }

        return text ?? "";
    }

    /// <summary>A value that is shown when it is wrong: never for what may hold a secret.</summary>
    public T Value<T>(string key, T fallback, TryRead<T> read, string grammar)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (read(text, out var value))
        {
            return value;
        }

        Wrong(key, $"must be {grammar}, not '{Shown(text)}'");
        return fallback;
    }

    /// <summary>As <see cref="Value{T}"/>, but it must be there.</summary>
    public T Required<T>(string key, T standIn, TryRead<T> read, string grammar)
    {
        var value = Value(key, standIn, read, grammar);
        if (section[key] is null or "" && !mistakes.Has(KeyOf(key)))
        {
            Wrong(key, $"must be given: {grammar}");
        }

        return value;
    }

    /// <summary>The section below, or null where there is none.</summary>
    public SectionReader? Section(string key)
    {
        known.Add(key);
        return section.GetSection(key).Exists() ? Below(key) : null;
    }

    /// <summary>The sections below a key, whatever they are called (numbers where it is a list), empty ones as well.</summary>
    public IReadOnlyList<SectionReader> Sections(string key) =>
        Section(key) is { } parent ? [.. parent.Keys().Select(parent.Below).OfType<SectionReader>()] : [];

    /// <summary>All keys of this section.</summary>
    public IReadOnlyList<string> Keys() => [.. section.GetChildren().Select(child => child.Key)];

    /// <summary>A key that is known, but has no meaning together with what else is set here.</summary>
    public void Forbid(string key, string sentence)
    {
        known.Add(key);
        if (section.GetSection(key).Exists())
        {
            Wrong(key, sentence);
        }
    }

    /// <summary>Called last: whatever was not asked for until now is not a setting.</summary>
    public void NothingElse()
    {
        foreach (var key in Keys().Where(key => !known.Contains(key)))
        {
            var hint = Spelling.Nearest(key, known) is { } meant
                ? $"did you mean {meant}?"
                : $"known are {string.Join(", ", known)}";
            Wrong(key, $"is not a setting: {hint}");
        }
    }

    private SectionReader? Below(string key)
    {
        var below = section.GetSection(key);
        if (below.Value is not { Length: > 0 })
        {
            return new SectionReader(below, KeyOf(key), mistakes);
        }

        Wrong(key, "must be a section, not a single value");
        return null;
    }

    private static string Shown(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";
}
