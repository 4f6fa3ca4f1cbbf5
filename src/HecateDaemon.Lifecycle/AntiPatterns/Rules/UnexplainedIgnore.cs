namespace HecateDaemon.Lifecycle.AntiPatterns;

internal sealed class UnexplainedIgnore : IShowInFiles
{
    public string Code => "unexplained_ignore";

    public Severity Severity => Severity.Warning;

    public string Name => "# hecate: ignore, without a reason or without effect";

    public string Problem => "Nobody knows later why it was right to look away";

    public string Instead => "# hecate: ignore RULE reason";

    public IEnumerable<Finding> In(LintedFile file) =>
        from comment in file.Ignores.All
        where comment.Reason is ""
        let seen = comment.Rule is ""
            ? "it names no rule and no reason"
            : $"it gives no reason to ignore '{comment.Rule}', so nothing is ignored"
        select file.Found(this, comment.Line, comment.Column, seen);

    /// <summary>A comment that has its reason, and nothing to ignore: the rule's name is wrong, or the sin is gone.</summary>
    public Finding Idle(LintedFile file, IgnoreComment comment) =>
        file.Found(this, comment.Line, comment.Column, $"there is no '{comment.Rule}' for it to ignore");
}
