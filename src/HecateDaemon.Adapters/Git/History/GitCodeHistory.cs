using System.Text;
using HecateDaemon.Lifecycle.Releases;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>A repository on this machine, its objects read without hooks, filters or attributes.</summary>
internal sealed class GitCodeHistory : ICodeHistory
{
    private const int MaxFileBytes = 4 << 20;
    private const int MaxTagBytes = 1 << 20;
    private const int MaxNesting = 8;

    private static readonly string[] Usual = ["main", "master", "trunk", "develop"];
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly GitObjects objects;
    private readonly HistoryTrees below;
    private readonly HistoryChanges changes;
    private readonly IReadOnlyList<GitId> trees;

    public GitCodeHistory(Repository repository, GitObjects stored, ReleaseFiles files, CancellationToken ct)
    {
        objects = stored;
        Files = files;
        below = new HistoryTrees(objects, files);
        var loader = new HistoryLoader(objects, ct);
        Head = (repository.Head.Tip ?? Unborn(repository)) is { } tip ? loader.Load(GitId.Of(tip)) : null;
        Tags = [.. repository.Refs.FromGlob("refs/tags/*").Select(r => Tag(r, loader))];
        Graph = loader.Graph;
        trees = loader.Trees;
        changes = new(below, Graph, trees);
    }

    public ReleaseFiles Files { get; }

    public IReadOnlyList<HistoryTag> Tags { get; }

    public CommitGraph Graph { get; }

    public int? Head { get; }

    public IReadOnlyList<HistoryFile> FilesAt(int commit) => below.Wanted(trees[commit]);

    public string? FolderAt(int commit, string path) => below.FindFolder(trees[commit], path)?.ToString();

    public bool Touches(int commit, string folder) => changes.Touches(commit, folder);

    public bool TouchesMoreThan(int commit, IReadOnlyList<string> folders) => changes.TouchesMoreThan(commit, folders);

    public string? Read(HistoryFile file) =>
        ObjectText.Id(file.Content) is { } id && objects.TryRead(id, MaxFileBytes) is (ObjectType.Blob, var bytes) ? Text(bytes) : null;

    /// <summary>A mirror made by us has no HEAD of its own; then the branch with the usual name counts, or the only one.</summary>
    private static Commit? Unborn(Repository repository) =>
        Usual.Select(name => repository.Branches[name]).FirstOrDefault(b => b is not null)?.Tip
        ?? (repository.Branches.ToList() is [var only] ? only.Tip : null);

    /// <summary>What is neither UTF-8 nor has a zero byte is taken for Latin 1, in which every byte is a character.</summary>
    private static string? Text(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return bytes.Contains((byte)0) ? null : Encoding.Latin1.GetString(bytes);
        }
    }

    private HistoryTag Tag(Reference reference, HistoryLoader loader)
    {
        var name = reference.CanonicalName["refs/tags/".Length..];
        var tag = new HistoryTag(name, Commit: null);
        var at = (reference.ResolveToDirectReference()?.TargetIdentifier) is { } sha ? ObjectText.Id(sha) : null;
        for (var depth = 0; depth < MaxNesting && at is not null && objects.TryRead(at.Value, MaxTagBytes) is (ObjectType.Tag, var bytes); depth++)
        {
            var tagger = ObjectText.Headers(bytes, "tagger");
            tag = tag.IsAnnotated ? tag : tag with
            {
                Message = ObjectText.Message(bytes),
                TaggedAt = tagger is [var person, ..] ? ObjectText.Time(person) : null,
            };
            at = ObjectText.Headers(bytes, "object") is [var target, ..] ? ObjectText.Id(target) : null;
        }

        return at is null ? tag : tag with { Commit = loader.Load(at.Value) };
    }
}
