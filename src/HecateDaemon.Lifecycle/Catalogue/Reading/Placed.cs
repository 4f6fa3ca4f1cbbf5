namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>What was read, and the key under which it stands, for mistakes that are seen only later.</summary>
internal readonly record struct Placed<T>(string Key, T Value)
{
    /// <summary>The last part of the key, as it is written in the configuration.</summary>
    public string Name => Key[(Key.LastIndexOf(':') + 1)..];

    public string KeyOf(string setting) => $"{Key}:{setting}";
}
