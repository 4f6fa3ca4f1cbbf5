namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>How objects of a kind are addressed in the API: what discovery says of it.</summary>
internal sealed record ResourceType(string ApiVersion, string Kind, string Plural, bool IsNamespaced)
{
    /// <summary>Which of them are listed and watched, such as <c>type=Warning</c>; null: all.</summary>
    public string? FieldSelector { get; init; }

    public string Collection(string? ns) =>
        IsNamespaced && ns is not null
            ? $"{Root(ApiVersion)}/namespaces/{Uri.EscapeDataString(ns)}/{Plural}"
            : $"{Root(ApiVersion)}/{Plural}";

    public string Object(string? ns, string name) => $"{Collection(ns)}/{Uri.EscapeDataString(name)}";

    /// <summary><c>api/v1</c> for the core group, <c>apis/apps/v1</c> for all others.</summary>
    public static string Root(string apiVersion) =>
        apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0
            ? $"apis/{Uri.EscapeDataString(apiVersion[..slash])}/{Uri.EscapeDataString(apiVersion[(slash + 1)..])}"
            : $"api/{Uri.EscapeDataString(apiVersion)}";
}
