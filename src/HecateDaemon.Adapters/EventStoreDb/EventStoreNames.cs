using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// What our streams are called on a server that others may write to as well: <c>NAMESPACE.STREAM</c>. Only those are read,
/// so nothing of others can stop a reader; the checkpoints and leases stand beside them, where they are not read.
/// </summary>
internal sealed class EventStoreNames(string space)
{
    /// <summary>No namespace holds a dot, so no namespace's prefix begins another's.</summary>
    public string Prefix { get; } = $"{space}.";

    public string StreamOf(string stream) => Prefix + stream;

    public string CheckpointOf(string reader) => $"{space}_checkpoint-{reader}";

    /// <summary>One of the log's streams, so that the same rights are needed for it; it has no events, ever.</summary>
    public string Untouched => StreamOf("untouched");

    public string LeaseOf(EnvironmentName environment) => $"{space}_lease-{environment}";
}
