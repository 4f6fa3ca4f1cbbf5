using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>Asks the strategy of a deployment for its next step, and has it committed.</summary>
internal sealed class StepTaker(
    StrategyList strategies, ShippingCatalogue catalogue, IReadManifests gitOps, ManifestEditor editor, ManifestBump bump, TimeProvider clock) : ITakeSteps
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15);

    public async Task<Step?> NextAsync(Deployment seen, CancellationToken ct)
    {
        var strategy = strategies.Of(seen.Plan!.Strategy);
        return Course.Next(strategy, ViewOf(seen)) switch
        {
            Move.Take take => await bump.CommitAsync(seen, StepOf(take, seen), await ChangeAsync(strategy, take.Stage, seen, ct), ct),
            Move.Wait wait => Step.WaitFor(wait.What, wait.Left < BetweenLooks ? wait.Left.Value : BetweenLooks),
            _ => null,
        };
    }

    /// <summary>The road asks before the first step, at the end of each that went well, and after the turn.</summary>
    private StrategyView ViewOf(Deployment seen) => new()
    {
        Plan = seen.Plan!,
        IsRollback = seen.RollbackOf is not null,
        Taken = seen.Bump?.Step,
        Progress = seen.Reached is Station.ObservationPassed ? Progress.Well : Progress.UnderWay,
        WellSince = seen.Since,
        IsPromoted = seen.Promotion is not null,
        IsAborted = seen.Abort is not null,
        Now = clock.GetUtcNow(),
    };

    private static StrategyStep StepOf(Move.Take take, Deployment seen) => new()
    {
        Number = take.Number,
        Of = take.Of,
        Name = take.Stage.Name,
        What = take.Stage.What,
        Pause = take.Stage.Pause,
        Beside = take.Stage.Beside,
        Quiet = take.Stage.Quiet,
        Before = seen.Before ?? default,
    };

    private async Task<StageChange> ChangeAsync(IStrategy strategy, Stage stage, Deployment seen, CancellationToken ct)
    {
        var environment = catalogue.EnvironmentOf(seen);
        var before = (seen.Before ?? seen.MergeRequest?.Before) is { } commit
            ? ManifestSet.Read(await gitOps.ReadAsync(environment.GitOpsRepository, commit, GitOpsPath.Of(environment, catalogue.DivisionOf(seen)), ct), editor)
            : null;
        return new(strategy, stage, before, new(seen.Image!.Image, seen.Image.Tag, seen.Image.Digest), editor);
    }
}
