using System.Collections.Frozen;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Leadership;

/// <summary>
/// Stands before everything that acts on an environment: only the daemon that holds its lease does, and it gives up what it
/// is doing before another may begin. Deciding is not acting: commands and policies append to the log, which takes each once.
/// </summary>
public sealed class LeaderGuard(
    ShippingCatalogue catalogue, IEnumerable<IKeepLeases> keepers, DaemonIdentity self, TimeProvider clock, ILogger<Election> logger)
    : IDisposable
{
    private readonly FrozenDictionary<EnvironmentName, Election> elections = catalogue.Environments.Values
        .Where(e => catalogue.LeadershipOf(e) is not LeaderElection.None)
        .ToFrozenDictionary(e => e.Name, e => new Election(
            e, keepers.Single(k => k.Kind == catalogue.LeadershipOf(e)), self, new(catalogue.LeaseDuration), clock, logger));

    /// <summary>One for each environment that other daemons may act for as well.</summary>
    public IReadOnlyCollection<Election> Elections => elections.Values;

    /// <summary>The environment's election; null where this daemon is the only one.</summary>
    public Election? ElectionOf(EnvironmentName environment) => elections.GetValueOrDefault(environment);

    /// <summary>For the summary of a round: which environments it left to others; empty where there are none.</summary>
    public string Elsewhere => string.Join(", ", elections.Where(e => e.Value.Term is null).Select(e => e.Key.ToString()).Order(StringComparer.Ordinal))
        is { Length: > 0 } names ? $"; not the one that acts for {names}" : "";

    /// <summary>True: this daemon acts for it now.</summary>
    public bool ActsFor(EnvironmentName environment) => TermOf(environment) is not null;

    /// <summary>
    /// Does it if this daemon acts for the environment. False: it does not, or lost the lease meanwhile, and whatever the
    /// work threw when it was cut off says nothing.
    /// </summary>
    public async Task<bool> TryActAsync(EnvironmentName environment, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        if (TermOf(environment) is not { } term)
        {
            return false;
        }

        using var acting = CancellationTokenSource.CreateLinkedTokenSource(ct, term.Ended);
        try
        {
            await work(acting.Token);
            return true;
        }
        catch (Exception) when (term.Ended.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Does it once this daemon acts for the environment; where it loses the lease meanwhile, again in its next term.</summary>
    public async Task ActAsync(EnvironmentName environment, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        do
        {
            await (ElectionOf(environment)?.UntilTakenAsync(ct) ?? Task.CompletedTask);
        }
        while (!await TryActAsync(environment, work, ct));
    }

    public void Dispose()
    {
        foreach (var election in Elections)
        {
            election.Dispose();
        }
    }

    private Term? TermOf(EnvironmentName environment) => ElectionOf(environment) is { } election ? election.Term : Term.Endless;
}
