using System.Text.Json.Nodes;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>An object as a manifest in Git has it, and the file that it is in.</summary>
internal sealed record ManifestObject(
    string File, string ApiVersion, string Kind, string? Namespace, string Name, JsonObject Json)
{
    /// <summary>Such as <c>Deployment app</c>.</summary>
    public string Called => $"{Kind} {Name}";

    /// <summary>Empty for the core group.</summary>
    public string Group => ApiVersion.Contains('/', StringComparison.Ordinal) ? ApiVersion.Split('/')[0] : "";

    /// <summary>A copy that says which commit it comes from, which is how its revision is known later.</summary>
    public JsonObject Marked(string annotation, string value)
    {
        var copy = (JsonObject)Json.DeepClone();
        var metadata = (JsonObject)copy["metadata"]!;
        if (metadata["annotations"] is not JsonObject annotations)
        {
            annotations = [];
            metadata["annotations"] = annotations;
        }

        annotations[annotation] = value;
        return copy;
    }
}
