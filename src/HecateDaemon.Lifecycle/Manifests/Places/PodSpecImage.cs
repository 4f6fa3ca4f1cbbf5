using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// The <c>image:</c> of a container, wherever a list of containers stands: in pods, in everything that has a pod
/// template, in custom resources, in the items of a List.
/// </summary>
internal sealed class PodSpecImage : IFindPlaces
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    public string Kind => "pod_spec";

    public Sighting Find(string file, string text, ImageName image)
    {
        if (!Extensions.Any(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ||
            !ImageMention.IsPossibleIn(text, image))
        {
            return new([], []);
        }

        var (roots, fault) = SourceDocuments.Read(text);
        if (fault is not null)
        {
            return new([], ImageMention.FirstLineIn(text, image) is { } line ? [new(file, line, fault)] : []);
        }

        var search = new PodSpecSearch(Kind, file, text, image);
        foreach (var root in roots)
        {
            search.Visit(root, enclosing: null);
        }

        return search.Sighting;
    }
}
