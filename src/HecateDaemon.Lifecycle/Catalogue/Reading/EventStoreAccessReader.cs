namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads <c>EventStore</c>. What the connection string says is for the adapter to read.</summary>
internal static class EventStoreAccessReader
{
    public static EventStoreAccess? Read(SectionReader? settings)
    {
        if (settings is null)
        {
            return null;
        }

        var access = new EventStoreAccess
        {
            ConnectionString = settings.RequiredText(nameof(EventStoreAccess.ConnectionString)),
            CredentialsFile = settings.LocalPath(nameof(EventStoreAccess.CredentialsFile)),
        };
        settings.NothingElse();
        return access;
    }
}
