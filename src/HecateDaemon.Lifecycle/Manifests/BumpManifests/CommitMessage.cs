using System.Diagnostics;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>The message of a bump's commit: a subject that may be configured, and trailers that lead back to the deployment.</summary>
internal static class CommitMessage
{
    /// <summary>Room for a reason in a subject line; the whole reason is in the deployment's events.</summary>
    private const int ReasonLength = 120;

    public static string Subject(Deployment deployment, StrategyStep? step, CommitSubjects subjects) =>
        step is null ? Subject(deployment, subjects)
        : step.Name is StrategyStep.Abort ? $"fix: Abort {deployment.Plan!.Strategy.Word()} of {deployment.DivisionId} v{deployment.Version} due to {OneLine(deployment.Abort ?? "")}"
        : $"{Subject(deployment, subjects)} ({deployment.Plan!.Strategy.Word()}: {step.What})";

    public static string Subject(Deployment deployment, CommitSubjects subjects) =>
        CommitSubjects.Fill(deployment.RollbackOf is null ? subjects.Bump : subjects.Rollback, name => name switch
        {
            "division" => deployment.DivisionId.ToString(),
            "version" => deployment.Version.ToString(),
            "environment" => deployment.Environment.ToString(),
            "reason" => OneLine(deployment.RollbackOf?.Reason ?? ""),
            _ => throw new UnreachableException($"the placeholder {name} was refused at start"),
        });

    /// <summary>The first one is the mark by which the commit is known again.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Trailers(Deployment deployment, StrategyStep? step) =>
        step is null ? Trailers(deployment) : [new("Hecate-Step", $"{deployment.Id}.{deployment.Turn}.{step.Number} {step.Name}"), .. Trailers(deployment)];

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
