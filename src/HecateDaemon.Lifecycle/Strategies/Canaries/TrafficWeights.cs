using System.Globalization;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>
/// The weights between a workload and its canary, wherever they are declared: Gateway API, Istio, Traefik and SMI list both with a
/// weight each; ingress-nginx has the canary's in an annotation.
/// </summary>
internal static class TrafficWeights
{
    private const string NginxWeight = "nginx.ingress.kubernetes.io/canary-weight";

    private static readonly string[] Kinds = ["HTTPRoute", "GRPCRoute", "VirtualService", "TraefikService", "TrafficSplit"];

    /// <summary>The canary gets so many of a hundred.</summary>
    public static ManifestSet Put(ManifestSet now, CanaryPair pair, int share) =>
        Change(now, pair, (_, _, isCanary) => (isCanary ? share : 100 - share).ToString(CultureInfo.InvariantCulture));

    /// <summary>As they were.</summary>
    public static ManifestSet PutBack(ManifestSet now, ManifestSet before, CanaryPair pair) =>
        Change(now, pair, (route, index, _) => before.Find(route) is { } was ? In(was, before, pair).ElementAtOrDefault(index)?.Weight.Value : null);

    private static ManifestSet Change(ManifestSet now, CanaryPair pair, Func<Workload, int, bool, string?> weightOf)
    {
        foreach (var route in now.Documents.Where(d => In(d, now, pair).Count > 0).Select(d => d.Workload).ToList())
        {
            now = now.Edit(route, "a weight", document =>
            {
                // From the last one on, so that those before it stay where they are.
                string? text = document.Text;
                foreach (var (index, place) in In(document, now, pair).Index().OrderByDescending(p => p.Item.Weight.Start))
                {
                    text = text is not null && weightOf(route, index, place.IsCanary) is { } weight
                        ? document.Replace(text, place.Weight, weight)
                        : null;
                }

                return text;
            });
        }

        return now;
    }

    private static IReadOnlyList<Place> In(ManifestDocument document, ManifestSet manifests, CanaryPair pair)
    {
        var services = Services(manifests, pair.Beside!);
        return document.Workload.Kind is "Ingress" ? [.. Nginx(document, services)]
            : Kinds.Contains(document.Workload.Kind, StringComparer.Ordinal) ? [.. Lists(document.Root, services)]
            : [];
    }

    /// <summary>The Services that select the canary's pods and not the others, and the canary's own name.</summary>
    private static HashSet<string> Services(ManifestSet manifests, ManifestDocument canary)
    {
        var labels = canary.TextsAt("spec", "template", "metadata", "labels");
        return
        [
            canary.Workload.Name,
            .. manifests.Documents.Where(d => d.Workload.Kind is "Service" && d.TextsAt("spec", "selector") is { Count: > 0 } selector && labels is not null &&
                selector.All(s => labels.TryGetValue(s.Key, out var value) && value == s.Value) && !SelectsOthers(manifests, canary, selector)).Select(d => d.Workload.Name),
        ];
    }

    private static bool SelectsOthers(ManifestSet manifests, ManifestDocument canary, IReadOnlyDictionary<string, string> selector) =>
        manifests.Documents.Any(d => d.Workload.Kind == canary.Workload.Kind && d.Workload != canary.Workload &&
            d.TextsAt("spec", "template", "metadata", "labels") is { } labels &&
            selector.All(s => labels.TryGetValue(s.Key, out var value) && value == s.Value));

    private static IEnumerable<Place> Nginx(ManifestDocument document, HashSet<string> services) =>
        document.At("metadata", "annotations", NginxWeight) is SourceNode.Scalar weight &&
        All(document.Root).Any(m => m.TextOf("serviceName") is { } old && services.Contains(old) || (m.Own("service") as SourceNode.Mapping)?.TextOf("name") is { } name && services.Contains(name))
            ? [new(weight, IsCanary: true)]
            : [];

    /// <summary>Lists of two, one of which is the canary.</summary>
    private static IEnumerable<Place> Lists(SourceNode node, HashSet<string> services) =>
        from list in Sequences(node)
        let items = list.Items.OfType<SourceNode.Mapping>().Select(m => (Weight: m.Own("weight") as SourceNode.Scalar, IsCanary: services.Contains(Target(m)))).ToList()
        where items.Count == 2 && list.Items.Count == 2 && items.TrueForAll(i => i.Weight is not null) && items[0].IsCanary != items[1].IsCanary
        from item in items
        select new Place(item.Weight!, item.IsCanary);

    private static string Target(SourceNode.Mapping item) =>
        item.TextOf("name") ?? item.TextOf("service") ?? (item.Own("destination") as SourceNode.Mapping)?.TextOf("host")?.Split('.')[0] ?? "";

    private static IEnumerable<SourceNode.Sequence> Sequences(SourceNode node) => node switch
    {
        SourceNode.Sequence sequence => sequence.Items.SelectMany(Sequences).Prepend(sequence),
        SourceNode.Mapping mapping => mapping.Entries.SelectMany(e => Sequences(e.Value)),
        _ => [],
    };

    private static IEnumerable<SourceNode.Mapping> All(SourceNode node) => node switch
    {
        SourceNode.Sequence sequence => sequence.Items.SelectMany(All),
        SourceNode.Mapping mapping => mapping.Entries.SelectMany(e => All(e.Value)).Prepend(mapping),
        _ => [],
    };

    private sealed record Place(SourceNode.Scalar Weight, bool IsCanary);
}
