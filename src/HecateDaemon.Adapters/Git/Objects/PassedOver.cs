using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Git;

/// <summary>
/// Remembers which files, and which whole folders, do not mention an image: objects never change, so they never will. What is
/// forgotten is looked at again.
/// </summary>
internal sealed class PassedOver
{
    private const int MaxRemembered = 200_000;

    private readonly Lock gate = new();
    private readonly Dictionary<ImageName, HashSet<GitId>> byImage = [];
    private int remembered;

    public bool Contains(ImageName image, GitId id)
    {
        lock (gate)
        {
            return byImage.TryGetValue(image, out var ids) && ids.Contains(id);
        }
    }

    public void Add(ImageName image, GitId id)
    {
        lock (gate)
        {
            if (remembered >= MaxRemembered)
            {
                byImage.Clear();
                remembered = 0;
            }

            if (!byImage.TryGetValue(image, out var ids))
            {
                byImage[image] = ids = [];
            }

            remembered += ids.Add(id) ? 1 : 0;
        }
    }
}
