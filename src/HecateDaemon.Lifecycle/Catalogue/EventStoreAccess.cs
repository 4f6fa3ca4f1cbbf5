namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>The EventStoreDB or KurrentDB that keeps the event log instead of the embedded database.</summary>
public sealed record EventStoreAccess
{
    /// <summary>Without credentials.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>A file with <c>user:password</c>; null: the server is asked anonymously.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>What stands before the names of its streams, so that others may use the server as well.</summary>
    public string Namespace { get; init; } = "hecate";
}
