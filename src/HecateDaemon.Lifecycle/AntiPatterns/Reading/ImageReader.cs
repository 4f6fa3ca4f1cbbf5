using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Reads the texts of images and versions that a walk comes across, each once.</summary>
internal sealed partial class ImageReader(LintedFile file)
{
    private readonly Dictionary<SourceNode, ImageHome> read = [];

    /// <summary>A text that is no wish for an image, whatever its key says.</summary>
    public void PassOver(SourceNode.Scalar scalar) => read[scalar] = ImageHome.Container;

    /// <summary>A whole image in one text. In a container it is read again, if somebody else was there first.</summary>
    public void ReadImage(SourceNode.Scalar scalar, ImageHome home, bool isPinned, KubernetesObject? owner, string? container)
    {
        if (read.TryGetValue(scalar, out var before))
        {
            if (before == ImageHome.Container || home != ImageHome.Container)
            {
                return;
            }

            file.Images.RemoveAll(i => i.Line == scalar.Line && i.Column == scalar.Column);
            file.Unclear.RemoveAll(u => u.Line == scalar.Line);
        }

        read[scalar] = home;
        var text = WithoutVariables(scalar.Value.Trim());
        var written = ImageText.Cut(text);
        var kind = KindOf(written, text);
        if (kind is TagKind.Missing && home is not ImageHome.Container || text == "auto")
        {
            // Operators add a version of their own; the name "auto" is the one that Istio's injector fills in.
            AddUnclear(scalar.Line, home, $"'{scalar.Value}' has no version, and what will run is decided elsewhere", owner);
        }
        else if (!IsPlausible(written))
        {
            AddUnclear(scalar.Line, home, $"'{FilledIn.Shown(scalar.Value)}' is not an image", owner);
        }
        else if (kind is TagKind.Unknown && !isPinned)
        {
            file.AddUnclear(scalar.Line, $"'{FilledIn.Shown(scalar.Value)}' has a variable for a version");
        }
        else
        {
            file.Images.Add(new(home, scalar.Line, scalar.Column, written.Name, written.Tag, kind)
            {
                IsPinned = isPinned || written.Digest is not null,
                Object = owner,
                Container = container,
            });
        }
    }

    /// <summary>A version beside its image's name.</summary>
    public void ReadVersion(string name, SourceNode.Scalar tag, ImageHome home, bool isPinned, KubernetesObject? owner)
    {
        if (!read.TryAdd(tag, home))
        {
            return;
        }

        var written = ImageText.CutTag(WithoutVariables(tag.Value.Trim()));
        var kind = KindOf(written, written.Tag!);
        if (kind is TagKind.Unknown && !isPinned && written.Digest is null)
        {
            file.AddUnclear(tag.Line, $"'{FilledIn.Shown(tag.Value)}' is a variable for a version");
        }
        else if (ImageName.TryParse(FilledIn.Shown(WithoutVariables(name)).Replace('…', 'x'), out _))
        {
            file.Images.Add(new(home, tag.Line, tag.Column, name, written.Tag, kind)
            {
                IsPinned = isPinned || written.Digest is not null,
                Object = owner,
            });
        }
    }

    /// <summary>Where nothing is known to run, a text that is no image is nobody's concern.</summary>
    private void AddUnclear(int line, ImageHome home, string why, KubernetesObject? owner)
    {
        if (home is ImageHome.Container || owner is not null)
        {
            file.AddUnclear(line, why);
        }
    }

    private static TagKind KindOf(ImageText written, string text) => written switch
    {
        { Digest: not null } => TagKind.Exact,
        { Tag: null } => text is [] or [.., TemplateMask.Mark] ? TagKind.Unknown : TagKind.Missing,
        { Tag: "" } => TagKind.Empty,
        { Tag: var tag } when tag.Contains(TemplateMask.Mark) =>
            Fixed().IsMatch(tag) ? TagKind.Exact : TagKind.Unknown,
        { Tag: var tag } => TagReading.Of(tag),
    };

    private static bool IsPlausible(ImageText written) =>
        ImageName.TryParse(written.Name.Replace(TemplateMask.Mark, 'x'), out _) &&
        (written.Tag is null or "" || ImageTag.IsOne(written.Tag.Replace(TemplateMask.Mark, 'x')));

    /// <summary>Variables of the shell, of Flux, of Kubernetes and of templates become runs of one character.</summary>
    private static string WithoutVariables(string text) => text.AsSpan().ContainsAny('$', '{', '%')
        ? Variable().Replace(text, m => new(TemplateMask.Mark, m.Length))
        : text;

    [GeneratedRegex(@"\$?\{\{.*?\}\}|\$\{[^}]*\}|\$\([^)]*\)|\$[A-Za-z_][A-Za-z0-9_]*|\{[^}]*\}|%[A-Za-z_][A-Za-z0-9_]*%",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    /// <summary>A whole version that no variable can lengthen.</summary>
    [GeneratedRegex(@"(?<![0-9.\uFFFC])[0-9]+\.[0-9]+\.[0-9]+(?![0-9\uFFFC])",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fixed();
}
