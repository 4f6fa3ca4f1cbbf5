namespace HecateDaemon.Adapters.Git;

/// <summary>A program to run, with its arguments one by one: no shell reads them.</summary>
internal sealed record ProgramCall(string Program, params string[] Arguments)
{
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Added to the daemon's own environment; a null takes a variable away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public string? Folder { get; init; }

    /// <summary>After so long it is killed, with all that it started.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>Called now and then while it runs; what it throws kills the program too.</summary>
    public Action Watch { get; init; } = () => { };
}
