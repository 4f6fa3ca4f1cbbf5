namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>An anti-pattern that shows in a deployment that is not at its end.</summary>
internal interface IShowInDeployments : IAntiPattern
{
    IEnumerable<Finding> In(UnfinishedDeployment deployment);
}
