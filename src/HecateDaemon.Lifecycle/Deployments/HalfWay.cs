namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>How a round tells of a deployment that stopped half-way.</summary>
public static class HalfWay
{
    public static string Tell(DeploymentEvent stopped) =>
        $"{stopped.DivisionId} in {stopped.Environment} is not looked after: {stopped.DeploymentId} ({stopped.Version}) was shelved half-way; resume it, roll it back, or ship another version";
}
