using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>Opens the repository in which a folder of this machine lies.</summary>
public static class LocalCodeHistory
{
    /// <summary>Throws what <see cref="OutsideWorldException"/> says where there is no repository, or git cannot read it.</summary>
    public static T Read<T>(string folder, ReleaseFiles files, Func<ICodeHistory, T> work, CancellationToken ct)
    {
        var found = LocalRepository.Find(folder);
        try
        {
            using var repository = new Repository(found);
            using var objects = new GitObjects(repository.Info.Path);
            return work(new GitCodeHistory(repository, objects, files, ct));
        }
        catch (LibGit2SharpException e)
        {
            throw GitFailure.NeedsPerson($"Git cannot read {GitFailure.Clean(folder)}: {GitFailure.Clean(e.Message)}.", e);
        }
    }
}
