using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>A mapping with <c>apiVersion</c> and <c>kind</c>, wherever it stands.</summary>
internal sealed record KubernetesObject(SourceNode.Mapping Node, string ApiVersion, string Kind)
{
    /// <summary>Groups whose objects speak about other objects: what stands in them is a rule or a schema, and runs nowhere.</summary>
    private static readonly string[] Describing =
    [
        "kyverno.io", "gatekeeper.sh", "apiextensions.k8s.io", "admissionregistration.k8s.io", "kubewarden.io",
        "policy.open-cluster-management.io", "image.toolkit.fluxcd.io",
    ];

    public string Group => ApiVersion.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? ApiVersion[..slash] : "";

    public string? Name => Metadata?.TextOf("name");

    public string? Namespace => Metadata?.TextOf("namespace");

    public bool OnlyDescribes => Array.Exists(Describing, g => Group == g || Group.EndsWith("." + g, StringComparison.Ordinal));

    public SourceNode.Mapping? Metadata => Node.Seen("metadata")?.Meant as SourceNode.Mapping;

    public SourceNode.Mapping? Spec => Node.Seen("spec")?.Meant as SourceNode.Mapping;

    public static KubernetesObject? Of(SourceNode.Mapping node) =>
        node.TextOf("apiVersion") is { Length: > 0 } apiVersion && node.TextOf("kind") is { Length: > 0 } kind
            ? new(node, apiVersion, kind)
            : null;

    public override string ToString() => Name is null ? Kind : $"{Kind} {Name}";
}
