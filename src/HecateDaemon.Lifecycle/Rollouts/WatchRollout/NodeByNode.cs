namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>
/// Which old pod of a DaemonSet goes next where the manifest wants the new version on a share of its nodes and its controller
/// replaces none: never two at once, never past a new one that is not ready, and no more than the share.
/// </summary>
internal static class NodeByNode
{
    public static PodSeen? Next(WorkloadSeen seen, WantedImage wanted)
    {
        if (seen is not { Workload.Kind: "DaemonSet", Live: { } live } || NodeShare.NodesOf(live) is not { } nodes ||
            live.NumberAt("metadata", "generation") != live.NumberAt("status", "observedGeneration") ||
            TemplateContainer.Of(PodTemplate.Of("DaemonSet", live)!.Value, wanted.Image) is not [_, ..] template ||
            template.Any(c => !c.Reference.Is(wanted)))
        {
            return null;
        }

        var pods = seen.Pods.ToLookup(new NewRelease(wanted, template).Runs);
        var isUnderWay = seen.Pods.Any(p => p.Leaving) || pods[true].Any(p => !p.Ready) || seen.Pods.Count < live.NumberAt("status", "desiredNumberScheduled");
        return isUnderWay || pods[true].Count() >= nodes
            ? null
            : pods[false].OrderBy(p => p.Ready).ThenBy(p => p.Name, StringComparer.Ordinal).FirstOrDefault();
    }
}
