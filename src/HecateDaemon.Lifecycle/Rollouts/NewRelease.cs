using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>Tells the pods of the new release from others: by image and tag, and by the digest that runs.</summary>
internal sealed class NewRelease(WantedImage wanted, IReadOnlyList<TemplateContainer> template)
{
    private readonly HashSet<string> names = template.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>True if every container that concerns the release is to run the wanted image.</summary>
    public bool Runs(PodSeen pod) =>
        Ours(pod).Any() && Ours(pod).All(c => ImageReference.TryParse(c.Image, out var runs) && runs.Is(wanted));

    /// <summary>What keeps the pod from being proven to run exactly the wanted image, or null.</summary>
    public RolloutVerdict? Doubt(PodSeen pod) =>
        Runs(pod)
            ? Ours(pod).Select(container => Doubt(pod, container)).FirstOrDefault(d => d is not null)
            : new RolloutVerdict.InProgress($"pod {pod.Name} still runs {string.Join(", ", ImagesOf(pod))}");

    /// <summary>The image and the digests that these pods run.</summary>
    public string Describe(IEnumerable<PodSeen> pods)
    {
        var digests = pods.SelectMany(Ours).Select(c => c.RunningDigest).OfType<Digest>().Distinct().ToList();
        return digests is [] ? $"{wanted}" : $"{wanted} ({string.Join(", ", digests)})";
    }

    private RolloutVerdict? Doubt(PodSeen pod, ContainerSeen container)
    {
        if (wanted.Digests is [])
        {
            return null;
        }

        if (container.RunningDigest is not { } running)
        {
            var said = container.ImageId is "" ? "" : $", only '{container.ImageId}'";
            return new RolloutVerdict.InProgress(
                $"the runtime has not reported a registry's digest for container {container.Name} of pod " +
                $"{pod.Name}{said}");
        }

        return wanted.Digests.Contains(running) ? null : new RolloutVerdict.Failed(
            $"container {container.Name} of pod {pod.Name} runs {running}, but {wanted} was verified as " +
            string.Join(" or ", wanted.Digests));
    }

    private IEnumerable<ContainerSeen> Ours(PodSeen pod) => pod.Containers.Where(c => names.Contains(c.Name));

    private IEnumerable<string> ImagesOf(PodSeen pod) => Ours(pod).Select(c => c.Image).DefaultIfEmpty("another image");
}
