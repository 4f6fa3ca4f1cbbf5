using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.SmokeTests;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>
/// Effect: before anything is changed, it is seen how the release that runs now behaves. Nothing that goes wrong here keeps a
/// release from being shipped: what could not be seen is not compared.
/// </summary>
internal sealed class OnImageVerifiedTakeBaseline(
    ShippingCatalogue catalogue, SlotDesk slots, DeploymentStreams streams, BaselineLook look, TimeProvider clock) : IEffect
{
    public string Name => "on_image_verified_take_baseline";

    public Station After => Station.ImageVerified;

    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct)
    {
        var environment = catalogue.EnvironmentOf(seen).LiveTests();
        return new Step.Reached(
            environment.ObservationWindow == TimeSpan.Zero
                ? new BaselineTaken { Evidence = "there is no observation window here" }
            : seen.RollbackOf is { } undone
                ? OfUndone((await streams.LoadAsync(undone.DeploymentId, ct)).State)
            : await PredecessorAsync(seen, ct) is { Bump: not null, Image: not null } before
                ? await look.TakeAsync(SubjectOf(before, environment), ct)
            : new BaselineTaken { Evidence = "no release was concluded here before" });
    }

    /// <summary>What a rollback goes back to was seen before the release that it undoes; what runs now is that one.</summary>
    private static BaselineTaken OfUndone(Deployment undone) => undone.Baseline is { } before
        ? new() { Of = before.Of, Figures = before.Figures, Evidence = $"before {undone.Version} was shipped: {before.Evidence}" }
        : new() { Evidence = $"none was taken before {undone.Version} was shipped" };

    private async Task<Deployment?> PredecessorAsync(Deployment seen, CancellationToken ct)
    {
        var environment = await slots.LookAsync(seen.Environment, seen.DivisionId, ct);
        return environment.Shipped.GetValueOrDefault(seen.DivisionId) is [.., var last]
            ? (await streams.LoadAsync(last.DeploymentId, ct)).State
            : null;
    }

    private ObservationSubject SubjectOf(Deployment before, TargetEnvironment environment) => new()
    {
        Environment = environment,
        Division = before.DivisionId,
        Version = before.Version,
        Workloads = environment.Reconciler is Reconciler.Directory ? [] : ShippedWorkloads.Of(before).Watched,
        Wanted = before.Image!.Wanted(),
        From = clock.GetUtcNow() - BaselineLook.Span,
        EndsAt = clock.GetUtcNow(),
        Baseline = null,
    };
}
