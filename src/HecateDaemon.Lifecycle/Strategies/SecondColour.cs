using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>
/// Where only one colour is declared, the other one is a copy of it, whose pods differ by one of the labels that the Services
/// select by: so the pods that work are not touched. From then on both are declared.
/// </summary>
internal static class SecondColour
{
    private const int LongestLabel = 63;

    /// <summary>The manifests with both colours: as they are where there are two, or nothing of which there could be two.</summary>
    public static ManifestSet Beside(ManifestSet manifests, Goal goal)
    {
        if (Shipped.In(manifests, goal).Documents.Where(d => !d.IsOneTime()).ToList() is not [{ Workload.Kind: "Deployment" } only] ||
            Colours.ServicesOf(manifests, only) is not [_, ..] services)
        {
            return manifests;
        }

        var suffix = only.Workload.Name.EndsWith("-green", StringComparison.Ordinal) ? "-blue" : "-green";
        var labels = only.TextsAt("spec", "template", "metadata", "labels")!;
        var keys = labels.Keys.Where(key => services.All(s => s.At("spec", "selector", key) is not null) && !IsGivenToAll(manifests, key) && labels[key].Length + suffix.Length <= LongestLabel).ToList();
        var others = keys.ToLookup(key => SelectingToo(manifests, only, key, labels[key]));
        return manifests.WhyNotCopied(only) is { } why ? manifests.Fail(why)
            : others[null].FirstOrDefault() is { } label ? manifests.PutCopy(only, suffix, goal.Image, copy => Coloured(copy, suffix, label, labels[label]))
            : manifests.Fail(keys is []
                ? $"the Services of {only.Called} select it by no label in common that could have another value, so that no second one can be made: declare it"
                : $"{others.First().Key!.Called} selects the pods of {only.Called} by {keys[0]} as its Services do, and would not select those of a second one: declare it");
    }

    /// <summary>A kustomization that labels whatever it takes in would give a copy the same value.</summary>
    private static bool IsGivenToAll(ManifestSet manifests, string key) => manifests.Kustomizations().Any(k =>
        Has(k.Root.Own("commonLabels"), key) || (k.Root.Own("labels") is SourceNode.Sequence { Items: var all } && all.Exists(l => Has((l as SourceNode.Mapping)?.Own("pairs"), key))));

    private static bool Has(SourceNode? labels, string key) => (labels as SourceNode.Mapping)?.Own(key) is not null;

    /// <summary>Another object that picks these pods by the label, such as a NetworkPolicy.</summary>
    private static ManifestDocument? SelectingToo(ManifestSet manifests, ManifestDocument only, string key, string value) =>
        manifests.Documents.FirstOrDefault(d => d.Workload != only.Workload && Selections(d.Root, key, value).Any());

    private static string? Coloured(ManifestDocument copy, string suffix, string key, string value) => copy.Then(
        d => d.Put(copy.Workload.Name + suffix, "metadata", "name"),
        d => Selections(d.Root, key, value).OrderByDescending(s => s.Start).Aggregate((string?)d.Text, (text, s) => text is null ? null : d.Replace(text, s, value + suffix)),
        d => d.Put(value + suffix, "spec", "template", "metadata", "labels", key));

    /// <summary>Wherever pods are picked by that label, also by the rules of its own that keep its pods apart.</summary>
    private static IEnumerable<SourceNode.Scalar> Selections(SourceNode node, string key, string value) => node switch
    {
        SourceNode.Sequence list => list.Items.SelectMany(i => Selections(i, key, value)),
        SourceNode.Mapping mapping => mapping.Entries.SelectMany(e => e is { Key: SourceNode.Scalar { Value: "matchLabels" }, Value: SourceNode.Mapping picked }
            ? picked.Own(key) is SourceNode.Scalar label && label.Value == value ? [label] : []
            : Selections(e.Value, key, value)),
        _ => [],
    };
}
