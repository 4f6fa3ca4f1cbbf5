
namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>Tests that need a cluster share one; each works in a namespace of its own.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterCollection : ICollectionFixture<ClusterLab>
{
    public const string Name = "cluster";
}
