using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Releases;

/// <summary>A repository in memory: each commit has all files of the one before it and those that it is given.</summary>
internal sealed class SampleHistory : ICodeHistory
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<HistoryCommit> commits = [];
    private readonly List<Dictionary<string, string>> trees = [];
    private readonly List<HistoryTag> tags = [];

    public ReleaseFiles Files { get; init; } = ReleaseFiles.Usual;

    public IReadOnlyList<HistoryTag> Tags => tags;

    public CommitGraph Graph => new(commits);

    public int? Head => commits.Count is 0 ? null : commits.Count - 1;

    public SampleHistory Commit(string message, params (string Path, string Text)[] files) =>
        CommitOn(Head is { } last ? [last] : [], message, files);

    public SampleHistory CommitOn(int[] parents, string message, params (string Path, string Text)[] files)
    {
        var tree = parents is [var first, ..] ? new Dictionary<string, string>(trees[first]) : [];
        foreach (var (path, text) in files)
        {
            tree[path] = text;
        }

        trees.Add(tree);
        commits.Add(new(CommitId.Parse($"{commits.Count + 1:x40}"), parents, Start.AddDays(commits.Count), message));
        return this;
    }

    /// <summary>The last commit, under another id.</summary>
    public SampleHistory As(CommitId id)
    {
        commits[^1] = commits[^1] with { Id = id };
        return this;
    }

    public SampleHistory Cut()
    {
        commits[^1] = commits[^1] with { IsCut = true };
        return this;
    }

    public SampleHistory Tag(string name, string? message = null)
    {
        tags.Add(new(name, Head) { Message = message, TaggedAt = message is null ? null : Start });
        return this;
    }

    public ReleaseReport Check(string tag, ZeroRule zero = ZeroRule.Cautious, string? prefix = null)
    {
        var audit = new ReleaseAudit(this, prefix, zero);
        var found = audit.Lines.SelectMany(l => l.Releases.Select(r => (Line: l, Release: r))).Single(r => r.Release.Name.Name == tag);
        return audit.Check(found.Line, found.Release);
    }

    public IReadOnlyList<HistoryFile> FilesAt(int commit) =>
    [
        .. trees[commit].Where(f => Files.IsWanted(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new HistoryFile(f.Key, f.Value)),
    ];

    public string? Read(HistoryFile file) => file.Content;

    public string? FolderAt(int commit, string path)
    {
        var below = trees[commit].Where(f => f.Key.StartsWith(path + "/", StringComparison.Ordinal)).OrderBy(f => f.Key, StringComparer.Ordinal).ToList();
        return below is [] ? null : string.Concat(below.Select(f => $"{f.Key}\0{f.Value}\0"));
    }

    public bool Touches(int commit, string folder) =>
        FolderAt(commit, folder) != (commits[commit].Parents is [var parent, ..] ? FolderAt(parent, folder) : null);

    public bool TouchesMoreThan(int commit, IReadOnlyList<string> folders) =>
        commits[commit].Parents is not [var parent, ..] || trees[commit].Any(f =>
            !folders.Any(o => f.Key.StartsWith(o + "/", StringComparison.Ordinal)) && trees[parent].GetValueOrDefault(f.Key) != f.Value);
}
