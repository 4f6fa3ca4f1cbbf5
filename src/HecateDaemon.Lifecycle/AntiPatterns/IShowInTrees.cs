namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>An anti-pattern that shows only when several files are seen together.</summary>
internal interface IShowInTrees : IAntiPattern
{
    IEnumerable<Finding> In(TreeFacts tree);
}
