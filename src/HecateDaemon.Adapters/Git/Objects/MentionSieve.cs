using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>Holds back what does not mention an image, and does not read the same bytes for it twice.</summary>
internal sealed class MentionSieve(string repository, ImageName image, PassedOver passedOver)
{
    /// <summary>Unpacking is most of what a first bump does; more would take from others what they gain.</summary>
    private const int MaxReaders = 2;

    /// <summary>Fewer than these are read before another reader has begun.</summary>
    private const int FilesPerReader = 500;

    private readonly GitObjects.Reading<bool> isPossible = content => ImageMention.IsPossibleIn(content, image);

    /// <summary>True where nothing of the image can be, as is known without reading it.</summary>
    public bool Holds(TreeBytes.Entry entry) =>
        (entry.Kind is TreeBytes.Kind.File && !ManifestText.IsLookedAt(entry.Name)) || passedOver.Contains(image, entry.Id);

    /// <summary>All of the folder was held back.</summary>
    public void Remember(GitId folder) => passedOver.Add(image, folder);

    /// <summary>The files that may mention the image.</summary>
    public List<GitFile> Sift(FoundFiles found, CancellationToken ct)
    {
        var isMentioned = new bool[found.Files.Count];
        var begun = -1;
        var readers = Math.Clamp(found.Files.Count / FilesPerReader, 1, Math.Min(MaxReaders, Environment.ProcessorCount));
        Task[] others = [.. Enumerable.Range(1, readers - 1).Select(_ => Task.Run(Read, CancellationToken.None))];
        try
        {
            Read();
        }
        finally
        {
            Task.WhenAll(others).GetAwaiter().GetResult();
        }

        found.Folders.Where(f => !isMentioned.AsSpan(f.Below).Contains(true)).ToList().ForEach(f => Remember(f.Folder));
        return [.. found.Files.Where((_, i) => isMentioned[i])];

        void Read()
        {
            // One each: libgit2 does not promise that several threads may share a repository.
            using var objects = new GitObjects(repository);
            try
            {
                for (int i; (i = Interlocked.Increment(ref begun)) < isMentioned.Length;)
                {
                    ct.ThrowIfCancellationRequested();
                    isMentioned[i] = IsMentionedIn(found.Files[i], objects);
                }
            }
            catch
            {
                Interlocked.Exchange(ref begun, isMentioned.Length);
                throw;
            }
        }
    }

    private bool IsMentionedIn(GitFile file, GitObjects objects)
    {
        if (passedOver.Contains(image, file.Id))
        {
            return false;
        }

        try
        {
            if (objects.Read(file.Id, ObjectType.Blob, GitFiles.MaxBytes, isPossible))
            {
                return true;
            }
        }
        catch (OutsideWorldException e)
        {
            throw file.Told(e);
        }

        passedOver.Add(image, file.Id);
        return false;
    }
}
