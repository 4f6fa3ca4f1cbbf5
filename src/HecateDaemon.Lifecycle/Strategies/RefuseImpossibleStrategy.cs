using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>What could not be taken to its end is not begun: the manifests tell so before anything is written.</summary>
internal sealed class RefuseImpossibleStrategy(StrategyReview review) : IRefuseOpening
{
    public async Task<Refusal?> RefuseAsync(Deployment pending, CancellationToken ct)
    {
        if (pending.Plan!.Strategy is Strategy.Rolling)
        {
            return null;
        }

        try
        {
            var judged = await review.JudgeAsync(pending, ct);
            return judged.First(j => j.Strategy == pending.Plan.Strategy) is { WhyNot: { } why } ? Refused(pending, $"cannot be done here: {why}") : null;
        }
        catch (OutsideWorldException e)
        {
            return Refused(pending, $"cannot be judged: {e.Message}");
        }
    }

    private static Refusal Refused(Deployment pending, string why) =>
        Refusal.Because("strategy_impossible", $"{pending.Plan!.Strategy.Word()} {why}; GET /api/deployments/{pending.Id}/strategy tells which strategies can");
}
