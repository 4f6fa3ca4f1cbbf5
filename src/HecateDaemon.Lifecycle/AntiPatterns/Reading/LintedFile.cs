using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>One file and what it says, collected in one walk, for all rules to judge.</summary>
internal sealed class LintedFile(string path, string text)
{
    private const int LongestExcerpt = 160;

    private List<int>? lineStarts;

    /// <summary>From the root of what is looked at, with '/'.</summary>
    public string Path { get; } = path;

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public string Text { get; } = text;

    public List<ImageUse> Images { get; } = [];

    public List<PullUse> Pulls { get; } = [];

    public List<BuildUse> Builds { get; } = [];

    public List<RestartMark> Restarts { get; } = [];

    public List<KubernetesObject> Objects { get; } = [];

    public IgnoreComments Ignores { get; } = IgnoreComments.In(text);

    /// <summary>True if the file is there and could not be opened.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>What may be an anti-pattern or not.</summary>
    public List<CannotTell> Unclear { get; } = [];

    /// <summary>What the file does to images of other files; null if it is no Kustomization.</summary>
    public Kustomization? Kustomization { get; set; }

    public void AddUnclear(int line, string why) => Unclear.Add(new(Path, line, why));

    public Finding Found(IAntiPattern rule, int line, int column, string seen) =>
        new(rule.Code, rule.Severity, seen, new FindingPlace.InFile(Path, line, column, LineText(line)));

    public Finding Found(IAntiPattern rule, ImageUse image, string seen) =>
        Found(rule, image.Line, image.Column, image.Owner is "" ? seen : $"{seen} ({image.Owner})");

    /// <summary>A line without its indentation. Of a long one, nothing: it may be a whole document with what is secret in it.</summary>
    public string LineText(int line)
    {
        lineStarts ??= LineStartsOf(Text);
        if (line > lineStarts.Count)
        {
            return "";
        }

        var end = line < lineStarts.Count ? lineStarts[line] : Text.Length;
        var content = Text.AsSpan(lineStarts[line - 1], end - lineStarts[line - 1]).Trim();
        return content.Length <= LongestExcerpt ? content.ToString() : "…";
    }

    private static List<int> LineStartsOf(string text)
    {
        List<int> starts = [0];
        for (var at = text.IndexOf('\n'); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }

        return starts;
    }
}

/// <summary>A policy for pulling, where it is one that matters.</summary>
internal sealed record PullUse(int Line, int Column, string Key, string Value, bool IsPinned)
{
    /// <summary>Whose policy it is, as far as the place tells.</summary>
    public string Owner { get; init; } = "";
}

/// <summary>Something that builds an image where it runs.</summary>
internal sealed record BuildUse(int Line, int Column, string What);

/// <summary>What <c>kubectl rollout restart</c> leaves behind.</summary>
internal sealed record RestartMark(int Line, int Column, string Value, KubernetesObject? Object);
