using System.Collections.Frozen;
using System.Diagnostics;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Takes one deployment from station to station until it is concluded, fails, is shelved or is rolled back.</summary>
internal sealed partial class Walker(
    DeploymentId id,
    DeploymentStreams streams,
    DeploymentDesk desk,
    FrozenDictionary<Station, IEffect> effects,
    ParkedEvents parked,
    TimeProvider clock,
    ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private TaskCompletionSource woken = NewSignal();
    private IEffect? failing;

    /// <summary>Something happened to the deployment: whatever is being waited for is looked at now.</summary>
    public void Wake() => Volatile.Read(ref woken).TrySetResult();

    public async Task WalkAsync(CancellationToken ct)
    {
        try
        {
            await StepByStepAsync(ct);
        }
        finally
        {
            Unpark();
        }
    }

    private async Task StepByStepAsync(CancellationToken ct)
    {
        var failures = 0;
        while (true)
        {
            Volatile.Write(ref woken, NewSignal());
            try
            {
                if (await StepAsync(failures, ct) is not { } pause)
                {
                    return;
                }

                failures = pause.OutsideFailed ? failures + 1 : 0;
                await RestAsync(pause.Again, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                var again = Backoff(++failures);
                StepFailed(e, id, again);
                await RestAsync(again, ct);
            }
        }
    }

    /// <summary>One step. Null: there is nothing more to do for this deployment.</summary>
    private async Task<(TimeSpan Again, bool OutsideFailed)?> StepAsync(int failures, CancellationToken ct)
    {
        var loaded = await streams.LoadAsync(id, ct);
        if (!loaded.State.IsOnTheRoad)
        {
            return null;
        }

        var effect = effects[loaded.State.Reached];
        var (step, outsideFailed) = await RunAsync(effect, loaded, failures, ct);
        var issued = Issued.Following(loaded.Last!, effect.Name, clock.GetUtcNow());
        var accepted = await desk.AcceptAsync(Command(step, issued, loaded.State), ct);
        if (step is Step.Conclude && accepted.Decision.Refusal is { } refusal)
        {
            var what = $"{refusal.Reason}: {string.Join("; ", refusal.Missing)}";
            step = Step.NeedPerson(what);
            await desk.AcceptAsync(Command(step, issued, loaded.State), ct);
        }

        return (step is Step.Wait wait ? wait.Again : TimeSpan.Zero, outsideFailed);
    }

    private async Task<(Step Step, bool OutsideFailed)> RunAsync(
        IEffect effect, Loaded loaded, int failures, CancellationToken ct)
    {
        try
        {
            var step = await effect.RunAsync(loaded.State, ct);
            Unpark();
            return (step, false);
        }
        catch (OutsideWorldException e)
        {
            var pending = new DeploymentWaited { WaitingFor = e.Message, NeedsPerson = e.NeedsPerson };
            return (new Step.Wait(pending, Backoff(failures + 1)), true);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // A bug: its words are for the log, but that it stands still is for everybody.
            var again = Backoff(failures + 1);
            StepFailed(e, id, again);
            Park(effect, loaded.Last!, e);
            var pending = new DeploymentWaited { WaitingFor = $"{effect.Name} to succeed: it failed, and the daemon's log says how", NeedsPerson = true };
            return (new Step.Wait(pending, again), true);
        }
    }

    /// <summary>To be seen: unlike others that are parked, it is also tried again by itself.</summary>
    private void Park(IEffect effect, StoredEvent after, Exception e)
    {
        failing = effect;
        parked.Park(ParkedEvent.Of(effect.Name, after, e, clock.GetUtcNow()));
    }

    private void Unpark()
    {
        if (failing is not null)
        {
            parked.Unpark(failing.Name, DeploymentStreams.NameOf(id));
            failing = null;
        }
    }

    /// <summary>What was found in one active period says nothing about the next.</summary>
    private DeploymentCommand Command(Step step, Issued issued, Deployment seen) => step switch
    {
        Step.Reached s => Found(s.Station, issued, seen),
        Step.Failed s => Found(s.Failure, issued, seen),
        Step.Wait s => Found(s.Pending, issued, seen),
        Step.Conclude => new ConcludeDeployment(id, issued, Outcome.Shipped) { OnlyTurn = seen.Turn },
        _ => throw new UnreachableException($"no command for {step.GetType().Name}"),
    };

    private RecordStation Found(DeploymentEvent found, Issued issued, Deployment seen) =>
        new(id, issued, found) { OnlyTurn = seen.Turn, OnTheWayBack = seen.Abort is not null };

    private async Task RestAsync(TimeSpan pause, CancellationToken ct)
    {
        if (pause > TimeSpan.Zero)
        {
            using var rested = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAny(Volatile.Read(ref woken).Task, Task.Delay(pause, clock, rested.Token));
            await rested.CancelAsync();
        }

        ct.ThrowIfCancellationRequested();
    }

    private static TimeSpan Backoff(int failures)
    {
        var doubled = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
        return doubled < LongestPause ? doubled : LongestPause;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(1201, LogLevel.Error, "A step of deployment {Deployment} failed; it is tried again in {Again}")]
    private partial void StepFailed(Exception exception, DeploymentId deployment, TimeSpan again);
}
