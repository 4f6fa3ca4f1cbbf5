using System.Text;
using HecateDaemon.Lifecycle.Releases;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>A repository on this machine, its objects read without hooks, filters or attributes.</summary>
internal sealed class GitCodeHistory : ICodeHistory, IDisposable
{
    private const int MaxFileBytes = 4 << 20;
    private const int MaxTagBytes = 1 << 20;
    private const int MaxNesting = 8;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly ObjectStore objects;
    private readonly HistoryTrees files;
    private readonly IReadOnlyList<ObjectId> trees;

    public GitCodeHistory(Repository repository, CancellationToken ct)
    {
        objects = new ObjectStore(repository.Info.Path);
        files = new HistoryTrees(objects);
        var loader = new HistoryLoader(objects, ct);
        Head = repository.Head.Tip is { } tip ? loader.Load(tip.Id) : null;
        Tags = [.. repository.Refs.FromGlob("refs/tags/*").Select(r => Tag(r, loader))];
        Graph = loader.Graph;
        trees = loader.Trees;
    }

    public IReadOnlyList<HistoryTag> Tags { get; }

    public CommitGraph Graph { get; }

    public int? Head { get; }

    public IReadOnlyList<HistoryFile> FilesAt(int commit) => files.Wanted(trees[commit]);

    public string? FolderAt(int commit, string path) => files.FindFolder(trees[commit], path)?.Sha;

    public string? Read(HistoryFile file) =>
        objects.Read(ObjectText.Id(file.Content), MaxFileBytes) is (ObjectKind.Blob, var bytes) ? Text(bytes) : null;

    public void Dispose() => objects.Dispose();

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
        for (var depth = 0; depth < MaxNesting && at is not null && objects.Read(at, MaxTagBytes) is (ObjectKind.Tag, var bytes); depth++)
        {
            var tagger = ObjectText.Headers(bytes, "tagger");
            tag = tag.IsAnnotated ? tag : tag with
            {
                Message = ObjectText.Message(bytes),
                TaggedAt = tagger is [var person, ..] ? ObjectText.Time(person) : null,
            };
            at = ObjectText.Headers(bytes, "object") is [var target, ..] ? ObjectText.Id(target) : null;
        }

        return at is null ? tag : tag with { Commit = loader.Load(new ObjectId(at)) };
    }
}
