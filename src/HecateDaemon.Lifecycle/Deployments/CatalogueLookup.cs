using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What the configuration says about a deployment's division and environment; a line taken out of it needs a person.</summary>
public static class CatalogueLookup
{
    public static Division DivisionOf(this ShippingCatalogue catalogue, Deployment deployment) =>
        catalogue.Divisions.GetValueOrDefault(deployment.DivisionId)
        ?? throw new OutsideWorldException($"division '{deployment.DivisionId}' is no longer configured: put it back under Divisions") { NeedsPerson = true };

    /// <summary>Of an environment that is no longer configured: what holds where nothing is said.</summary>
    public static ChecklistPolicy ChecklistPolicyOf(this ShippingCatalogue catalogue, Deployment deployment) =>
        catalogue.Environments.GetValueOrDefault(deployment.Environment)?.Checklist ?? new();

    public static TargetEnvironment EnvironmentOf(this ShippingCatalogue catalogue, Deployment deployment) =>
        catalogue.Environments.GetValueOrDefault(deployment.Environment)
        ?? throw new OutsideWorldException($"environment '{deployment.Environment}' is no longer configured: put it back under Environments") { NeedsPerson = true };
}
