using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>The objects that run the image with a version of their own, or why a strategy cannot work with what is written there.</summary>
internal sealed record Shipped(IReadOnlyList<ManifestDocument> Documents, string? WhyNot)
{
    private static readonly string[] Renaming = ["namePrefix", "nameSuffix"];

    /// <summary>All of them, in a message.</summary>
    public string Called => Documents is [] ? "none" : string.Join(", ", Documents.Select(d => d.Called));

    public static Shipped In(ManifestSet manifests, Goal goal)
    {
        var sighting = manifests.Find(goal.Image);
        if ((WhyNotTold(sighting, goal) ?? WhyRenamed(manifests)) is { } why)
        {
            return new([], why);
        }

        var kustomized = KustomizedImages.Of(manifests, sighting.Places);
        if (WhyNotTold(sighting.Places, kustomized, goal) is { } hidden)
        {
            return new([], hidden);
        }

        var workloads = sighting.Places.Select(p => p.Workload).OfType<Workload>().Concat(kustomized.SelectMany(k => k.Workloads)).Distinct().ToList();
        if (workloads.Find(w => manifests.Find(w) is null) is { } unclear)
        {
            return new([], $"{unclear.Kind} {unclear.Name} is declared more than once, or in a template: what it will be cannot be told");
        }

        var documents = workloads.ConvertAll(w => manifests.Find(w)!);
        return documents.Select(WhyRefused).FirstOrDefault(fault => fault is not null) is { } refused ? new([], refused) : new(documents, WhyNot: null);
    }

    /// <summary>What is called otherwise in the cluster could not be watched there.</summary>
    private static string? WhyRenamed(ManifestSet manifests) =>
        (from kustomization in manifests.Kustomizations()
         from key in Renaming
         where kustomization.Root.Own(key) is not null
         select $"{kustomization.File} gives everything another name by {key}, under which its rollout would not be found").FirstOrDefault();

    /// <summary>What the linter calls an error is nothing to begin with.</summary>
    private static string? WhyRefused(ManifestDocument document) =>
        DeclaredUpdate.FaultsIn(document.Workload.Kind, document.Root).FirstOrDefault(f => f.IsRefused) is { } fault ? $"{document.Called} cannot be rolled out as it is declared: {fault.Why}" : null;

    private static string? WhyNotTold(Sighting sighting, Goal goal) => sighting switch
    {
        { Unclear: [var unclear, ..] } => $"{unclear.File}:{unclear.Line}: {unclear.Why}",
        { Places: [] } => $"no manifest runs {goal.Image} with a version",
        _ when sighting.Places.Any(p => p.Tag is { } tag && !TagFlavour.IsSame(tag.Text, goal.Tag)) =>
            $"tags of other flavours than {goal.Tag} are run too, and which of them are meant cannot be told",
        _ => null,
    };

    /// <summary>Where a version stands apart, it must be plain whose it is.</summary>
    private static string? WhyNotTold(IReadOnlyList<ImagePlace> places, IReadOnlyList<KustomizedImage> kustomized, Goal goal)
    {
        var apart = places.FirstOrDefault(p => p.Workload is null && kustomized.All(k => k.Place != p));
        return apart is not null ? $"its version stands in {apart.File}:{apart.Line} ({apart.Kind}) and not in the workload itself, so that a part of it cannot have another one"
            : kustomized.FirstOrDefault(k => k.Missing is not null) is { } open ? $"{open.Place.File}:{open.Place.Line} gives {goal.Image} its version, also in {open.Missing}, which is not below this path: what runs it there cannot be told or changed"
            : kustomized.FirstOrDefault(k => k.Workloads is []) is { } idle ? $"{idle.Place.File}:{idle.Place.Line} gives {goal.Image} its version, but nothing that it takes in runs it"
            : null;
    }
}
