namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// A chart's values that stand as a text: in an Application of Argo CD, in the HelmChart of k3s, and in the ConfigMap from which a
/// HelmRelease has them.
/// </summary>
internal static class InlineValues
{
    public static bool IsOne(string key, string text, KubernetesObject? owner) => owner is not null && InlineText.IsOne(text) && key switch
    {
        "values" => owner is { Group: "argoproj.io", Kind: "Application" or "ApplicationSet" },
        "valuesContent" => owner is { Group: "helm.cattle.io" },
        _ => owner is { ApiVersion: "v1", Kind: "ConfigMap" } && (key.EndsWith("values.yaml", StringComparison.Ordinal) || key.EndsWith("values.yml", StringComparison.Ordinal)),
    };
}
