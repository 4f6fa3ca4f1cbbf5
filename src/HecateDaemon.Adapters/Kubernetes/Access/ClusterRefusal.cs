using System.Net;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Turns an API server's refusal into one sentence for a person, in the server's own words.</summary>
internal static class ClusterRefusal
{
    private const int LongestMessage = 1000;

    /// <summary>
    /// <paramref name="doing"/> is what was tried, such as <c>apply Deployment default/app</c>. With
    /// <paramref name="isSecret"/> the server's message is withheld, since it may quote what was sent.
    /// </summary>
    public static OutsideWorldException Of(string server, string doing, ClusterAnswer answer, bool isSecret)
    {
        var message = isSecret ? null : answer.Body?.TextAt("message");
        var words = message ?? answer.Body?.TextAt("reason") ?? answer.Status.ToString();
        var why = words.Length <= LongestMessage ? words : words[..LongestMessage] + "…";
        var causes = answer.Body?.ItemsAt("details", "causes") ?? [];
        var isConflict = causes.Any(c => c.TextAt("reason") is "FieldManagerConflict");
        var remedy = (answer.Status, isConflict) switch
        {
            (HttpStatusCode.Unauthorized, _) => ": the credentials are not accepted",
            (HttpStatusCode.Forbidden, _) => ": grant it (see packaging/kubernetes/rbac.yaml)",
            (_, true) => ": let that manager give the field up, or take the field out of the manifest",
            _ => "",
        };
        // Older servers answer 500 where a field has a value of the wrong type.
        var isMistyped = message?.StartsWith("failed to create typed patch object", StringComparison.Ordinal) is true;
        return new OutsideWorldException(
            $"cannot {doing} at {server}: {why.ReplaceLineEndings(" ")} ({(int)answer.Status}){remedy}")
        {
            NeedsPerson = isConflict || isMistyped || answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                or HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnsupportedMediaType
                or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity,
        };
    }
}
