using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>Holds back what does not mention an image, and does not read the same bytes for it twice.</summary>
internal sealed class MentionSieve(GitObjects objects, ImageName image, PassedOver passedOver)
{
    public bool HoldsFolder(GitId folder) => passedOver.Contains(image, folder);

    public bool HoldsFile(GitFile file)
    {
        if (passedOver.Contains(image, file.Id))
        {
            return true;
        }

        var isMentioned = file.Told(() => objects.Read(
            file.Id, ObjectType.Blob, GitFiles.MaxBytes, content => ImageMention.IsPossibleIn(content, image)));
        return !isMentioned && Remember(file.Id);
    }

    /// <summary>All of the folder was held back.</summary>
    public bool Remember(GitId id)
    {
        passedOver.Add(image, id);
        return true;
    }
}
