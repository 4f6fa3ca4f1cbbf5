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
            Namespace = settings.Value(
                nameof(EventStoreAccess.Namespace), "hecate", TryReadNamespace, "1 to 40 of a-z, 0-9 and _, the first a letter"),
        };
        settings.NothingElse();
        return access;
    }

    private static bool TryReadNamespace(string text, out string space)
    {
        space = text;
        return text.Length is > 0 and <= 40
            && char.IsAsciiLetterLower(text[0])
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_');
    }
}
