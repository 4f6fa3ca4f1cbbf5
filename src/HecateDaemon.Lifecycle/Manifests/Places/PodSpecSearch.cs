namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>One walk over the documents of one file, collecting what it comes across.</summary>
internal sealed class PodSpecSearch(Findings findings)
{
    private readonly HashSet<SourceNode> judged = [];
    private readonly HashSet<SourceNode> visited = [];

    public void Visit(SourceNode node, Workload? enclosing)
    {
        if (node is SourceNode.Sequence sequence)
        {
            sequence.Items.ForEach(item => Visit(item, enclosing));
        }
        else if (node is SourceNode.Mapping mapping)
        {
            var workload = WorkloadOf(mapping) ?? enclosing;
            foreach (var (key, value) in mapping.Entries)
            {
                if (key is SourceNode.Scalar { Value: "containers" or "initContainers" or "ephemeralContainers" })
                {
                    VisitContainers(value, workload);
                }

                Visit(value, workload);
            }
        }
    }

    private static Workload? WorkloadOf(SourceNode.Mapping mapping) =>
        mapping.TextOf("apiVersion") is { } apiVersion && mapping.TextOf("kind") is { } kind &&
        mapping.Own("metadata") is SourceNode.Mapping metadata &&
        metadata.TextOf("name") is { } name
            ? new(apiVersion, kind, metadata.TextOf("namespace"), name)
            : null;

    private void VisitContainers(SourceNode containers, Workload? workload)
    {
        foreach (var item in containers.Meant is SourceNode.Sequence list && visited.Add(list) ? list.Items : [])
        {
            if (item.Meant is SourceNode.Mapping container)
            {
                VisitContainer(container, workload);
            }
        }
    }

    private void VisitContainer(SourceNode.Mapping container, Workload? workload)
    {
        // Kubernetes knows no tag of its own there: this is a list in somebody's Helm values.
        if (container.SeenText("tag") is not null)
        {
            return;
        }

        var images = container.ValuesOf("image").ToList();
        foreach (var value in images)
        {
            // By an alias it may come again: it is bumped once, where it stands.
            if (value.Meant is SourceNode.Scalar scalar && judged.Add(scalar))
            {
                findings.AddImage(scalar, workload, container.TextOf("name"));
            }
        }

        // Without an image of its own the container has that of what it merges.
        if (images.Count == 0)
        {
            foreach (var source in container.Merged.Where(visited.Add))
            {
                VisitContainer(source, workload);
            }
        }
    }
}
