namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>How an object is applied.</summary>
[Flags]
internal enum ApplyMode
{
    Normal = 0,

    /// <summary>Everything is checked and nothing is stored.</summary>
    DryRun = 1,

    /// <summary>Fields that another manager owns are taken from it.</summary>
    Force = 2,
}
