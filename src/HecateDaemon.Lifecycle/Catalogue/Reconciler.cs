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

        /// <summary>What is done about an image automation of Flux's own that would undo what the daemon ships.</summary>
        public ImageAutomation ImageAutomation { get; init; }
    }

    /// <summary>Argo CD: the daemon asks it to look now and waits until it says that it synced our commit.</summary>
    public sealed record Argo(string Namespace, string Application) : Reconciler
    {
        public override string Kind => "argo";
    }

    /// <summary>The daemon itself applies the manifests, server-side.</summary>
    public sealed record Direct : Reconciler
    {
        public override string Kind => "direct";

        /// <summary>True: fields that another manager owns are taken from it. False: that is a refusal that names it.</summary>
        public bool ForceConflicts { get; init; }

        /// <summary>True: what the daemon applied and Git no longer has is deleted.</summary>
        public bool Prune { get; init; } = true;
    }

    /// <summary>No cluster: the daemon checks the manifests out into a folder, and somebody there acts on them.</summary>
    public sealed record Directory(string Path) : Reconciler
    {
        public override string Kind => "directory";
    }
}

/// <summary>What is done about a Flux image automation on an image that the daemon ships.</summary>
public enum ImageAutomation
{
    /// <summary>Nothing is shipped until a person has decided who bumps the image.</summary>
    Refuse,

    /// <summary>It is suspended, and stays so.</summary>
    Suspend,
}
