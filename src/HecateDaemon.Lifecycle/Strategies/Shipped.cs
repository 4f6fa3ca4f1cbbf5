using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>The objects that run the image with a version of their own, or why a strategy cannot work with what is written there.</summary>
internal sealed record Shipped(IReadOnlyList<ManifestDocument> Documents, string? WhyNot)
{
    /// <summary>All of them, in a message.</summary>
    public string Called => Documents is [] ? "none" : string.Join(", ", Documents.Select(d => d.Called));

    public static Shipped In(ManifestSet manifests, Goal goal)
    {
        var sighting = manifests.Find(goal.Image);
        if (WhyNotTold(sighting, goal) is { } why)
        {
            return new([], why);
        }

        var workloads = sighting.Places.Select(p => p.Workload!).Distinct().ToList();
        return workloads.Find(w => manifests.Find(w) is null) is { } unclear
            ? new([], $"{unclear.Kind} {unclear.Name} is declared more than once, or in a template: what it will be cannot be told")
            : new([.. workloads.Select(w => manifests.Find(w)!)], WhyNot: null);
    }

    private static string? WhyNotTold(Sighting sighting, Goal goal) => sighting switch
    {
        { Unclear: [var unclear, ..] } => $"{unclear.File}:{unclear.Line}: {unclear.Why}",
        { Places: [] } => $"no manifest runs {goal.Image} with a version",
        _ when sighting.Places.FirstOrDefault(p => p.Workload is null) is { } elsewhere =>
            $"its version stands in {elsewhere.File}:{elsewhere.Line} ({elsewhere.Kind}) and not in the workload itself, so that a part of it cannot have another one",
        _ when sighting.Places.Any(p => p.Tag is { } tag && !TagFlavour.IsSame(tag.Text, goal.Tag)) =>
            $"tags of other flavours than {goal.Tag} are run too, and which of them are meant cannot be told",
        _ => null,
    };
}
