namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>Which node of a cluster is asked.</summary>
internal enum NodePreference
{
    Leader,
    Follower,
    Random,
    ReadOnlyReplica,
}
