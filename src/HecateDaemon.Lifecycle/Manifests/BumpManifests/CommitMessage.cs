using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>The message of a bump's commit: the seed's own subjects (section 3), and trailers that lead back to the deployment.</summary>
internal static class CommitMessage
{
    /// <summary>Room for a reason in a subject line; the whole reason is in the deployment's events.</summary>
    private const int ReasonLength = 120;

    public static string Subject(Deployment deployment) => deployment.RollbackOf is { } rollback
        ? $"fix: Rollback to v{deployment.Version} due to {OneLine(rollback.Reason)}"
        : $"chore: Bump {deployment.DivisionId} to v{deployment.Version}";

    public static IReadOnlyList<KeyValuePair<string, string>> Trailers(Deployment deployment) =>
    [
        new("Hecate-Deployment", deployment.Id.ToString()),
        new("Hecate-Division", deployment.DivisionId.ToString()),
        new("Hecate-Version", deployment.Version.ToString()),
        new("Hecate-Digest", deployment.Image!.Digest.ToString()),
        new("Hecate-Actor", deployment.OpenedBy!.Name),
    ];

    private static string OneLine(string reason)
    {
        var words = string.Join(' ', reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= ReasonLength ? words : words[..ReasonLength].TrimEnd() + "…";
    }
}
