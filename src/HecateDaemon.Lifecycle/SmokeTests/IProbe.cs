using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>One kind of smoke test. A sick target is a result, never an exception.</summary>
public interface IProbe
{
    /// <summary>The word by which a smoke test chooses it: <c>http</c>.</summary>
    string Kind { get; }

    /// <summary>Asks once, within the test's timeout. <paramref name="expected"/> is the version that should be running.</summary>
    Task<ProbeResult> ProbeAsync(SmokeTest test, ReleaseVersion expected, CancellationToken ct);
}
