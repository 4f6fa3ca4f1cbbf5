namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>A watch that is under way.</summary>
internal interface IWatched : IAsyncDisposable
{
    /// <summary>True once nobody has read it for long: whoever wants it begins another.</summary>
    bool HasEnded { get; }
}
