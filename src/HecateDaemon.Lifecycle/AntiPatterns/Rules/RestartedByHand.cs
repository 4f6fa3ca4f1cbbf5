namespace HecateDaemon.Lifecycle.AntiPatterns;

internal sealed class RestartedByHand : IShowInFiles
{
    public string Code => "restarted_by_hand";

    public Severity Severity => Severity.Warning;

    public string Name => "Restarting pods manually";

    public string Problem => "Masks the real issue, no audit trail";

    public string Instead => "Version bump, tag, CI, GitOps";

    public IEnumerable<Finding> In(LintedFile file) =>
        from restart in file.Restarts
        select file.Found(this, restart.Line, restart.Column, $"the mark of kubectl rollout restart, of {restart.Value}");
}
