using System.Diagnostics;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.SmokeTests;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>Effect: a fresh release is watched until its window is over, or until it is worse than the release before.</summary>
internal sealed class OnSmokeTestsPassedObserve(ShippingCatalogue catalogue, ObservationLook look) : IEffect
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WhereSomethingIsWrong = TimeSpan.FromSeconds(1);
    private readonly ObservationPace pace = new();

    public string Name => "on_smoke_tests_passed_observe";

    public Station After => Station.SmokeTestsPassed;

    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct)
    {
        if (seen is { Bump.Step.Quiet: true, Observed: { } before })
        {
            return Passed(before.Evidence, before.Looked, before.Figures, before.Comparisons);
        }

        var environment = catalogue.EnvironmentOf(seen).TestsFor(seen);
        var step = environment.ObservationWindow == TimeSpan.Zero && seen.Observing is null
            ? new Step.Reached(new ObservationPassed { Evidence = "there is no observation window here", Looked = false })
            : seen.Observing is ObservationInconclusive { NeedsPerson: true } asked
            ? Asked(seen, asked)
            : await LookAsync(seen, SubjectOf(seen, environment), ct);
        if (step is not Step.Wait)
        {
            pace.Forget(seen.Id);
        }

        return step;
    }

    private async Task<Step> LookAsync(Deployment seen, ObservationSubject subject, CancellationToken ct)
    {
        var before = pace.StateOf(seen);
        var sample = await look.TakeAsync(subject, before, ct);
        var state = ObservationTally.Add(before, sample);
        return ObservationJudge.Judge(subject, state, sample.At) switch
        {
            ObservationVerdict.Open open => new Step.Wait(pace.Tell(seen, subject, state, open.WaitingFor), Pause(subject, state, sample.At)),
            ObservationVerdict.Failed failed => new Step.Failed(new ObservationFailed
            {
                Reason = failed.Reason,
                Figures = state.Figures,
                Comparisons = failed.Comparisons,
            }),
            ObservationVerdict.Passed passed => Passed(passed.Evidence, passed.Looked, state.Figures, passed.Comparisons),
            ObservationVerdict.Inconclusive inconclusive => Undecided(seen, subject, state, inconclusive),
            var other => throw new UnreachableException($"no step for {other.GetType().Name}"),
        };
    }

    private Step Undecided(
        Deployment seen, ObservationSubject subject, ObservationState state, ObservationVerdict.Inconclusive verdict)
    {
        var said = $"inconclusive: {verdict.Reason}";
        var policy = subject.Environment.Observation.OnInconclusive;
        if (policy is OnInconclusive.Pass || seen.RollbackOf is not null)
        {
            // A way back must not wait for a person: what it goes back to ran here before.
            return Passed($"{said}; this may pass here", policy is OnInconclusive.Pass, state.Figures, verdict.Comparisons);
        }

        pace.Forget(seen.Id);
        var extends = policy is OnInconclusive.Extend && seen.Observing is not { IsExtended: true };
        var pending = new ObservationInconclusive
        {
            WaitingFor = extends
                ? $"the observation window to end, which was extended by {subject.Window:c}, since it was {said}"
                : $"a person to attest or waive {ExitChecklist.NoErrorSpikes}, to shelve or to roll back: the observation is {said}",
            NeedsPerson = !extends,
            EndsAt = extends ? state.Figures.ToAt + subject.Window : subject.EndsAt,
            IsExtended = extends || seen.Observing is { IsExtended: true },
            Figures = state.Figures,
            Marks = state.Marks,
            Comparisons = verdict.Comparisons,
            Reason = verdict.Reason,
        };
        return extends ? new Step.Wait(pending, BetweenLooks) : Asked(seen, pending);
    }

    /// <summary>A person's word about the spikes is the answer.</summary>
    private static Step Asked(Deployment seen, ObservationInconclusive pending) =>
        seen.Attestations.ContainsKey(ExitChecklist.NoErrorSpikes) || seen.Waivers.ContainsKey(ExitChecklist.NoErrorSpikes)
            ? Passed($"inconclusive: {pending.Reason}", looked: false, pending.Figures, pending.Comparisons)
            : new Step.Wait(pending, TimeSpan.FromSeconds(15));

    private static Step.Reached Passed(
        string evidence, bool looked, ObservationFigures? figures, IReadOnlyList<ObservationComparison>? comparisons) =>
        new(new ObservationPassed { Evidence = evidence, Looked = looked, Figures = figures, Comparisons = comparisons });

    private static ObservationSubject SubjectOf(Deployment seen, TargetEnvironment environment) => new()
    {
        Environment = environment,
        Division = seen.DivisionId,
        Version = seen.Version,
        Workloads = environment.Reconciler is Reconciler.Directory ? [] : ShippedWorkloads.Of(seen).Watched,
        Wanted = seen.Image!.Wanted(),
        From = seen.Since,
        EndsAt = seen.Observing?.EndsAt ?? seen.Since + environment.ObservationWindow,
        Baseline = seen.Baseline?.Figures,
    };

    private static TimeSpan Pause(ObservationSubject subject, ObservationState state, DateTimeOffset now)
    {
        var left = subject.EndsAt - now;
        return left <= TimeSpan.Zero || state.Unsettled is not null || state.Marks.SmokeTests.Any(t => t.FailingSinceAt is not null)
            ? WhereSomethingIsWrong
            : left < BetweenLooks ? left : BetweenLooks;
    }
}
