using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>Finds the repository that a folder is or lies in. Repository.Discover finds none in an ahead-of-time executable.</summary>
internal static class LocalRepository
{
    public static string Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Repository.IsValid(at.FullName))
            {
                return at.FullName;
            }
        }

        throw GitFailure.NeedsPerson($"There is no git repository at {GitFailure.Clean(folder)}.");
    }
}
