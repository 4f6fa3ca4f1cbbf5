namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Who brings the GitOps repository's state into the environment.</summary>
public abstract record Reconciler
{
    private Reconciler()
    {
    }

    public abstract string Kind { get; }

    /// <summary>Flux: the daemon asks it to look now and waits until it says that it applied our commit.</summary>
    public sealed record Flux(string Namespace, string GitRepository, string Kustomization) : Reconciler
    {
        public override string Kind => "flux";
    }

    /// <summary>The daemon itself applies the plain manifests, server-side.</summary>
    public sealed record Direct : Reconciler
    {
        public override string Kind => "direct";
    }

    /// <summary>No cluster: the daemon checks the manifests out into a folder, and somebody there acts on them.</summary>
    public sealed record Directory(string Path) : Reconciler
    {
        public override string Kind => "directory";
    }
}
