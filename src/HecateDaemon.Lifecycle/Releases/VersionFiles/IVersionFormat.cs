namespace HecateDaemon.Lifecycle.Releases;

/// <summary>One kind of file in which versions stand. Reads any text without throwing.</summary>
internal interface IVersionFormat
{
    bool IsFor(string path);

    VersionReading Read(string text);
}
