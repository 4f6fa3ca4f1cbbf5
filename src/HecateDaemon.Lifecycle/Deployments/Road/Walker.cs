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
    TimeProvider clock,
    ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private TaskCompletionSource woken = NewSignal();

    /// <summary>Something happened to the deployment: whatever is being waited for is looked at now.</summary>
    public void Wake() => Volatile.Read(ref woken).TrySetResult();

    public async Task WalkAsync(CancellationToken ct)
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
        var (step, outsideFailed) = await RunAsync(effect, loaded.State, failures, ct);
        var issued = Issued.Following(loaded.Last!, effect.Name, clock.GetUtcNow());
        var accepted = await desk.AcceptAsync(Command(step, issued, loaded.State.Turn), ct);
        if (step is Step.Conclude && accepted.Decision.Refusal is { } refusal)
        {
            var what = $"{refusal.Reason}: {string.Join("; ", refusal.Missing)}";
            step = Step.NeedPerson(what);
            await desk.AcceptAsync(Command(step, issued, loaded.State.Turn), ct);
        }

        return (step is Step.Wait wait ? wait.Again : TimeSpan.Zero, outsideFailed);
    }

    private async Task<(Step Step, bool OutsideFailed)> RunAsync(
        IEffect effect, Deployment seen, int failures, CancellationToken ct)
    {
        try
        {
            return (await effect.RunAsync(seen, ct), false);
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
            var pending = new DeploymentWaited { WaitingFor = $"{effect.Name} to succeed: it failed, and the daemon's log says how", NeedsPerson = true };
            return (new Step.Wait(pending, again), true);
        }
    }

    /// <summary>What was found in one active period says nothing about the next.</summary>
    private DeploymentCommand Command(Step step, Issued issued, int turn) => step switch
    {
        Step.Reached s => new RecordStation(id, issued, s.Station) { OnlyTurn = turn },
        Step.Failed s => new RecordStation(id, issued, s.Failure) { OnlyTurn = turn },
        Step.Wait s => new RecordStation(id, issued, s.Pending) { OnlyTurn = turn },
        Step.Conclude => new ConcludeDeployment(id, issued, Outcome.Shipped) { OnlyTurn = turn },
        _ => throw new UnreachableException($"no command for {step.GetType().Name}"),
    };

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
