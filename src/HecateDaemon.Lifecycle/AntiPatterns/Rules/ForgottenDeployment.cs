using System.Globalization;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>A deployment that nobody brings to its end, or whose end nobody took over from.</summary>
internal sealed class ForgottenDeployment : IShowInHistory, IShowInDeployments
{
    public string Code => "forgotten_deployment";

    public Severity Severity => Severity.Warning;

    public string Name => "Deploy and forget";

    public string Problem => "Issues go unnoticed until users complain";

    public string Instead => "Hand off to Monitoring";

    public HistorySources Sources => HistorySources.EventLog;

    /// <summary>A way back returns to what Monitoring knows.</summary>
    public IEnumerable<Finding> In(ReleaseHistory release)
    {
        var handed = release.Live.ExitChecklist.FirstOrDefault(i => i.Item is ExitChecklist.MonitoringReady);
        if (release.Live.RollbackOf is null && handed is not null and not { Status: ItemStatus.Satisfied or ItemStatus.Attested })
        {
            var why = handed.Status is ItemStatus.Waived ? $"that was waived: {handed.Evidence}" : handed.Evidence;
            yield return release.Found(this, new FindingPlace.InDeployment(release.Live.DeploymentId), $"{release.Live.Version} was concluded, and Monitoring has not acknowledged it ({why})") with
            {
                By = handed.By is { } by ? new() { Author = by.Name, At = handed.At, NotKnown = "whether Monitoring knows of it by another way" } : null,
            };
        }
    }

    public IEnumerable<Finding> In(UnfinishedDeployment deployment)
    {
        var (state, settings, now) = deployment;
        var seen = state.Phase switch
        {
            Phase.Active when now - state.Since > settings.NoProgressFor =>
                $"{state.Version} has come no further than {state.Reached.Word()} since {Text(state.Since)}",
            Phase.Paused when now - state.ChangedAt > settings.ShelvedFor =>
                $"{state.Version} was shelved, and nobody has touched it since {Text(state.ChangedAt)}: resume it, roll it back, or ship another version",
            _ => null,
        };
        if (seen is not null)
        {
            yield return new(Code, Severity, seen, new FindingPlace.InDeployment(state.Id)) { DivisionId = state.DivisionId, Version = state.Version };
        }
    }

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
