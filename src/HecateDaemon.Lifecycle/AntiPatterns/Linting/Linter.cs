using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Looks at all files of a tree with all rules that settings leave on.</summary>
public sealed class Linter
{
    /// <summary>What is larger is no manifest that a person wrote, and reading it would take memory without end.</summary>
    private const long MaxSize = 4 << 20;

    /// <summary>Files of this size are read one at a time.</summary>
    private const long LargeSize = 512 << 10;

    private const int MostTries = 3;

    /// <summary>Few enough to be told soon, and enough that telling costs nothing.</summary>
    private const int FilesAtATime = 16;

    private readonly Lock large = new();
    private readonly LintSettings settings;
    private readonly Baseline baseline;
    private readonly RuleSeverities severities;
    private readonly IReadOnlyList<IShowInFiles> inFiles;
    private readonly IReadOnlyList<IShowInTrees> inTrees;

    public Linter(IEnumerable<IAntiPattern> rules, LintSettings settings, Baseline baseline)
    {
        this.settings = settings;
        this.baseline = baseline;
        severities = new(rules, settings.Rules);
        var on = rules.Where(severities.IsOn).ToList();
        inFiles = [.. on.OfType<IShowInFiles>()];
        inTrees = [.. on.OfType<IShowInTrees>()];
    }

    /// <summary>How many files <see cref="Look"/> will report on.</summary>
    public static int CountIn(ILintedTree tree) => tree.Files.Count(f => FileReader.IsOfInterest(f.Path));

    /// <summary>A report for each file that may say something, as soon as it is known and in the order of the paths.</summary>
    public IEnumerable<FileReport> Look(ILintedTree tree, CancellationToken ct)
    {
        var facts = new TreeFacts([.. tree.Files.Select(f => f.Path)]);
        var files = tree.Files.Where(f => FileReader.IsOfInterest(f.Path)).ToList();
        var kustomizations = files.Where(f => Kustomization.IsNameOfOne(f.Path[(f.Path.LastIndexOf('/') + 1)..])).ToList();

        // They decide about the images of other files, so they are read before them, and only then.
        var read = InParallel(kustomizations, f => Patiently(() => Read(tree, f)) ?? TooSlow(f), ct).ToDictionary(f => f.Path, StringComparer.Ordinal);
        var overrides = new ImageOverrides(read.Values, new(() => WithFlux(tree, files)));
        var ignores = new Dictionary<string, IgnoreComments>(StringComparer.Ordinal);
        foreach (var verdict in InParallel(files, f => TryJudge(tree, f, read.GetValueOrDefault(f.Path), overrides), ct))
        {
            facts.Add(verdict.Facts);
            if (verdict.Ignores.All is not [])
            {
                ignores[verdict.Report.File] = verdict.Ignores;
            }

            yield return WithoutKnown(verdict.Report);
        }

        foreach (var finding in inTrees.SelectMany(r => r.In(facts)))
        {
            var file = ((FindingPlace.InFile)finding.Place).File;
            yield return WithoutKnown(Sort(file, [finding], ignores.GetValueOrDefault(file), []) with { IsOfTree = true });
        }
    }

    private static IEnumerable<T> InParallel<T>(List<TreeFile> files, Func<TreeFile, T> work, CancellationToken ct) => files
        .Chunk(FilesAtATime)
        .AsParallel().AsOrdered()
        .WithDegreeOfParallelism(Math.Clamp(Environment.ProcessorCount, 1, 16))
        .WithMergeOptions(ParallelMergeOptions.NotBuffered)
        .WithCancellation(ct)
        .Select(some => Array.ConvertAll(some, file => work(file)))
        .AsSequential()
        .SelectMany(done => done);

    private LintedFile Read(ILintedTree tree, TreeFile file)
    {
        if (file.Size > MaxSize)
        {
            return Unreadable(file, $"the file has {file.Size} bytes; more than {MaxSize} are not read", isThere: false);
        }

        try
        {
            if (file.Size < LargeSize)
            {
                return FileReader.Read(file.Path, tree.Read(file).Span);
            }

            lock (large)
            {
                return FileReader.Read(file.Path, tree.Read(file).Span);
            }
        }
        catch (OutsideWorldException e)
        {
            return Unreadable(file, e.Message, isThere: true);
        }
    }

    /// <summary>What cannot be read is told where its own turn comes.</summary>
    private static IEnumerable<LintedFile> WithFlux(ILintedTree tree, IEnumerable<TreeFile> files) => files
        .Where(f => f.Size < LargeSize)
        .Select(f => Patiently(() => TryReadFlux(tree, f)))
        .OfType<LintedFile>();

    private static LintedFile? TryReadFlux(ILintedTree tree, TreeFile file)
    {
        try
        {
            var content = tree.Read(file).Span;
            return FluxKustomizations.MayBeIn(content) ? FileReader.Read(file.Path, content) : null;
        }
        catch (OutsideWorldException)
        {
            return null;
        }
    }

    private static LintedFile Unreadable(TreeFile file, string why, bool isThere)
    {
        var unreadable = new LintedFile(file.Path, "") { IsUnreadable = isThere };
        unreadable.AddUnclear(1, why);
        return unreadable;
    }

    private Verdict TryJudge(ILintedTree tree, TreeFile file, LintedFile? read, ImageOverrides overrides) =>
        Patiently(() => Judge(read ?? Read(tree, file), overrides)) ?? Judge(TooSlow(file), overrides);

    /// <summary>On a machine that is busy with something else, a match may run out of its time whatever the text is.</summary>
    private static T? Patiently<T>(Func<T?> work)
        where T : class
    {
        for (var left = MostTries; left > 0; left--)
        {
            try
            {
                return work();
            }
            catch (RegexMatchTimeoutException)
            {
                // Again, from the beginning.
            }
        }

        return null;
    }

    private static LintedFile TooSlow(TreeFile file) => Unreadable(file, "reading it took too long", isThere: true);

    private Verdict Judge(LintedFile file, ImageOverrides overrides)
    {
        file.Images.RemoveAll(i => i.Home is ImageHome.Container or ImageHome.Elsewhere && overrides.Cover(file.Path, i));
        var report = Sort(file.Path, inFiles.SelectMany(r => r.In(file)), file.Ignores, file.Unclear);
        if (IdleIn(file, report) is [_, ..] idle)
        {
            report = report with { Findings = [.. report.Findings, .. Sort(file.Path, idle, file.Ignores, []).Findings] };
        }

        return new(report with { IsUnreadable = file.IsUnreadable }, FileFacts.Of(file, settings.Divisions), file.Ignores);
    }

    /// <summary>Comments that had an effect on nothing; those on rules for whole trees are not yet through.</summary>
    private List<Finding> IdleIn(LintedFile file, FileReport report) => inFiles.OfType<UnexplainedIgnore>().FirstOrDefault() is { } rule
        ? [.. from comment in file.Ignores.All
              where comment.Reason is not "" && !inTrees.Any(r => r.Code == comment.Rule) &&
                  !report.Ignored.Any(i => file.Ignores.For(i.Finding) == comment)
              select rule.Idle(file, comment)]
        : [];

    private FileReport Sort(
        string file, IEnumerable<Finding> found, IgnoreComments? comments, IReadOnlyList<Manifests.CannotTell> unclear)
    {
        var findings = new List<Finding>();
        var ignored = new List<IgnoredFinding>();
        foreach (var finding in found.Select(severities.Weighed).OrderBy(f => (f.Place as FindingPlace.InFile)?.Line))
        {
            if (comments?.For(finding) is { } comment)
            {
                ignored.Add(new(finding, IgnoredBy.Comment, comment.Reason));
            }
            else if (settings.Ignore.FirstOrDefault(i => i.Concerns(finding)) is { } setting)
            {
                ignored.Add(new(finding, IgnoredBy.Settings, setting.Reason));
            }
            else
            {
                findings.Add(finding);
            }
        }

        return new(file, findings, ignored, unclear);
    }

    private FileReport WithoutKnown(FileReport report)
    {
        var known = report.Findings.Where(baseline.Take).ToList();
        return known is []
            ? report
            : report with
            {
                Findings = [.. report.Findings.Except(known, ReferenceEqualityComparer.Instance).Cast<Finding>()],
                Ignored = [.. report.Ignored, .. known.Select(f => new IgnoredFinding(f, IgnoredBy.Baseline, Baseline.Reason))],
            };
    }

    private sealed record Verdict(FileReport Report, FileFacts Facts, IgnoreComments Ignores);
}
