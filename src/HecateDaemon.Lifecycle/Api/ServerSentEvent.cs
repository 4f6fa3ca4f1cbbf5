namespace HecateDaemon.Lifecycle.Api;

/// <summary>One event of a stream: its id, by which a client resumes, its wire name, and its data in UTF-8.</summary>
public readonly record struct ServerSentEvent(long Id, string Name, ReadOnlyMemory<byte> Data)
{
    /// <summary>Nothing to tell, but the client may resume behind this id.</summary>
    public static ServerSentEvent Bookmark(long id) => new(id, "", ReadOnlyMemory<byte>.Empty);
}
