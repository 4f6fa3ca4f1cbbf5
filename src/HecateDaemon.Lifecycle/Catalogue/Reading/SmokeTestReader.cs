using System.Text;
using HecateDaemon.Lifecycle.SmokeTests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads one smoke test.</summary>
internal static class SmokeTestReader
{
    private const string JsonPathGrammar = "a JSON path, such as $.status";

    /// <summary>What fits into <c>sockaddr_un</c> on Linux beside the final zero byte.</summary>
    private const int LongestSocketPath = 107;

    private static readonly SmokeTest Unset = new() { Name = "", Url = new Uri("http://unset.invalid/") };

    public static SmokeTest Read(SectionReader settings)
    {
        var test = new SmokeTest
        {
            Name = settings.ShortName(nameof(Unset.Name)),
            Division = settings.Optional<DivisionId>(nameof(Unset.Division)),
            Kind = settings.Word(nameof(Unset.Kind), Unset.Kind, "http"),
            Url = settings.HttpUrl(nameof(Unset.Url)) ?? Unset.Url,
            UnixSocket = UnixSocketOf(settings),
            Target = settings.Word(nameof(Unset.Target), "live", "live", "new") is "new" ? SmokeTestTarget.New : SmokeTestTarget.Live,
            ExpectStatus = settings.Number(nameof(Unset.ExpectStatus), Unset.ExpectStatus, min: 100, max: 599),
            ExpectJson = settings.Section(nameof(Unset.ExpectJson)) is { } json ? ExpectJsonOf(json) : Unset.ExpectJson,
            VersionAt = settings.Value<string?>(nameof(Unset.VersionAt), fallback: null, TryJsonPath, JsonPathGrammar),
            Timeout = settings.Duration(
                nameof(Unset.Timeout), Unset.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)),
            Patience = settings.Duration(nameof(Unset.Patience), Unset.Patience, TimeSpan.Zero, TimeSpan.FromHours(1)),
        };
        settings.NothingElse();
        return test;
    }

    private static string? UnixSocketOf(SectionReader settings)
    {
        var path = settings.LocalPath(nameof(Unset.UnixSocket));
        if (path is not null && Encoding.UTF8.GetByteCount(path) > LongestSocketPath)
        {
            settings.Wrong(nameof(Unset.UnixSocket), $"must be at most {LongestSocketPath} bytes long");
        }

        return path;
    }

    private static Dictionary<string, string> ExpectJsonOf(SectionReader settings)
    {
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in settings.Keys())
        {
            if (!TryJsonPath(path, out _))
            {
                settings.Wrong(path, $"is not {JsonPathGrammar}");
            }

            // .NET configuration has only text: JSON's true arrives here as "True".
            var value = settings.RequiredText(path);
            expected[path] = value is "True" or "False" ? value.ToLowerInvariant() : value;
        }

        return expected;
    }

    private static bool TryJsonPath(string text, out string? value)
    {
        value = text;
        return JsonPath.TryParse(text, out _, out _);
    }
}
