namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>An anti-pattern that one file shows by itself.</summary>
internal interface IShowInFiles : IAntiPattern
{
    IEnumerable<Finding> In(LintedFile file);
}
