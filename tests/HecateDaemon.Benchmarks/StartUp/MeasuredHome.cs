namespace HecateDaemon.Benchmarks;

/// <summary>A folder for one run.</summary>
internal sealed class MeasuredHome : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("hb-").FullName;

    public string Socket => Path.Combine(Root, "s");

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
