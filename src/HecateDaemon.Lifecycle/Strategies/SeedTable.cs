using System.Diagnostics;
using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>The seed's table "Deployment Strategies", in its words.</summary>
internal static class SeedTable
{
    public static (string UseWhen, string Risk) Of(Strategy strategy) => strategy switch
    {
        Strategy.Rolling => ("Standard deploys", "Low"),
        Strategy.BlueGreen => ("Zero-downtime critical", "Medium"),
        Strategy.Canary => ("High-risk changes", "Low (gradual)"),
        Strategy.Recreate => ("Breaking changes requiring clean state", "High (downtime)"),
        _ => throw new UnreachableException($"{strategy} is not in the table"),
    };
}
