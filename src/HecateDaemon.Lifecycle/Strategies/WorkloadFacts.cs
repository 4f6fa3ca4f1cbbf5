using System.Globalization;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>What a workload's own manifest and those beside it say that matters for strategies.</summary>
internal static class WorkloadFacts
{
    private static readonly string[] ChangesByName = ["patches", "patchesStrategicMerge", "patchesJson6902", "replicas", "replacements", "vars", "transformers"];

    /// <summary>Kubernetes takes one for none.</summary>
    public static int Replicas(this ManifestDocument document) =>
        int.TryParse(document.TextAt("spec", "replicas"), NumberStyles.None, CultureInfo.InvariantCulture, out var replicas) ? replicas : 1;

    /// <summary>Why its pods cannot be counted by the manifest; null where they can.</summary>
    public static string? WhyNotCounted(this ManifestDocument document, ManifestSet manifests) =>
        manifests.Documents.FirstOrDefault(d => d.Workload.Kind is "HorizontalPodAutoscaler" or "ScaledObject" &&
                d.TextAt("spec", "scaleTargetRef", "name") == document.Workload.Name) is { } scaler
            ? $"{scaler.Called} ({scaler.File}:{scaler.Line}) says how many pods {document.Called} has, so that no share of them can be declared"
        : document.At("spec", "replicas") is not (null or SourceNode.Scalar) || document.TextAt("spec", "replicas") is { } text && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? $"how many pods {document.Called} has cannot be told"
        : null;

    /// <summary>Why two of it cannot run at the same time; null where they can.</summary>
    public static string? WhyNotTwice(this ManifestDocument document, ManifestSet manifests) =>
        document.TextAt("spec", "strategy", "type") is "Recreate" ? $"{document.Called} says Recreate: old and new must not run at the same time"
        : document.TextAt("spec", "template", "spec", "hostNetwork") is "true" || HasHostPort(document) ? $"{document.Called} uses ports of its node, which two of it cannot share"
        : Claims(document).FirstOrDefault(c => IsForOne(manifests, document, c)) is { } claim ? $"{document.Called} writes to the claim {claim}, which only one node can have"
        : null;

    /// <summary>Why a copy would not be made into what it is made into; null where it would.</summary>
    public static string? WhyNotCopied(this ManifestSet manifests, ManifestDocument document)
    {
        var change = manifests.Kustomizations()
            .SelectMany(k => ChangesByName.Where(key => k.Root.Own(key) is not null).Select(key => $"{k.File} changes what it takes in by {key}, which would not reach a copy of {document.Called}"));
        return change.FirstOrDefault();
    }

    /// <summary>Why its controller replaces no pods by itself; null where it does.</summary>
    public static string? WhyNotRolling(this ManifestDocument document) =>
        DeclaredUpdate.FaultsIn(document.Workload.Kind, document.Root).FirstOrDefault(f => !f.IsRefused) is { } fault ? $"{document.Called}: {fault.Why}" : null;

    /// <summary>Why two workloads cannot have different versions; null where they can.</summary>
    public static string? WhyNotApart(this ManifestSet manifests, ManifestDocument one, ManifestDocument other, Goal goal)
    {
        var places = manifests.PlacesOf(one, goal.Image).Select(p => (p.File, p.Line)).ToHashSet();
        return manifests.PlacesOf(other, goal.Image).FirstOrDefault(p => places.Contains((p.File, p.Line))) is { } shared
            ? $"{shared.File}:{shared.Line} gives {one.Called} and {other.Called} one version: let each have the image under a name of its own"
            : null;
    }

    private static bool HasHostPort(ManifestDocument document) =>
        document.At("spec", "template", "spec", "containers") is SourceNode.Sequence containers &&
        containers.Items.OfType<SourceNode.Mapping>()
            .SelectMany(c => c.Own("ports") is SourceNode.Sequence ports ? ports.Items.OfType<SourceNode.Mapping>() : [])
            .Any(p => p.Own("hostPort") is not null);

    private static IEnumerable<string> Claims(ManifestDocument document) =>
        document.At("spec", "template", "spec", "volumes") is SourceNode.Sequence volumes
            ? volumes.Items.OfType<SourceNode.Mapping>().Select(v => (v.Own("persistentVolumeClaim") as SourceNode.Mapping)?.TextOf("claimName")).OfType<string>()
            : [];

    private static bool IsForOne(ManifestSet manifests, ManifestDocument document, string claim) =>
        manifests.Find(new Workload("v1", "PersistentVolumeClaim", document.Workload.Namespace, claim))?.At("spec", "accessModes") is SourceNode.Sequence modes &&
        !modes.Items.OfType<SourceNode.Scalar>().Any(m => m.Value is "ReadWriteMany" or "ReadOnlyMany");
}
