using System.Text.Json;
using CsCheck;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Observation;
using static HecateDaemon.Lifecycle.Tests.Observation.Seen;

namespace HecateDaemon.Lifecycle.Tests.Observation;

/// <summary>What must hold whatever is seen.</summary>
public sealed class ObservationLaws
{
    private static readonly EventCodec Codec = new(DeploymentEventTypes.All);

    /// <summary>Of two pods at one look: restarts since the look before, readiness, a warning, the smoke test.</summary>
    private static readonly Gen<(int Restarts, bool Ready, bool Warns, bool Fails)> OneLook =
        from restarts in Gen.Frequency((8, Gen.Const(0)), (1, Gen.Int[1, 3]))
        from ready in Gen.Frequency((6, Gen.Const(true)), (1, Gen.Const(false)))
        from warns in Gen.Frequency((6, Gen.Const(false)), (1, Gen.Const(true)))
        from fails in Gen.Frequency((8, Gen.Const(false)), (1, Gen.Const(true)))
        select (restarts, ready, warns, fails);

    private static readonly Gen<List<ObservationSample>> Windows = OneLook.Array[1, 40].Select(Story);

    [Fact]
    public void Whoever_goes_on_from_what_is_recorded_counts_the_same() => Gen.Select(Windows, Gen.Int[0, 40]).Sample((samples, cut) =>
    {
        var whole = After(samples);
        var before = After(samples.Take(cut));
        var again = samples.Skip(cut).Aggregate(Recorded(before), ObservationTally.Add);

        Show(again).ShouldBe(Show(whole));
    });

    [Fact]
    public void Restarts_are_counted_whenever_one_looks() => Gen.Select(Windows, Gen.Bool.Array[40]).Sample((samples, looks) =>
    {
        var some = samples.Where((_, n) => n == samples.Count - 1 || looks[n]).ToList();

        After(some).Figures.Restarts.Sum(r => r.Count).ShouldBe(After(samples).Figures.Restarts.Sum(r => r.Count));
    });

    [Fact]
    public void Nothing_is_decided_well_before_the_end_and_nothing_is_open_long_after_it() => Windows.Sample(samples =>
    {
        var state = After(samples);
        foreach (var baseline in new[] { null, Calm })
        {
            Verdict(state, baseline, at: 299).ShouldBeAssignableTo<ObservationVerdict>()
                .ShouldNotBeOfType<ObservationVerdict.Passed>();
            Verdict(state, baseline, at: 299).ShouldNotBeOfType<ObservationVerdict.Inconclusive>();
            Verdict(state, baseline, at: 300 + 601).ShouldNotBeOfType<ObservationVerdict.Open>();
        }
    });

    [Fact]
    public void The_verdict_is_what_its_first_comparison_says() => Windows.Sample(samples =>
    {
        var verdict = Verdict(After(samples), Calm, at: 901);

        (verdict.Comparisons[0].Outcome, verdict.GetType()).ShouldBeOneOf(
            (ObservationOutcome.Failed, typeof(ObservationVerdict.Failed)),
            (ObservationOutcome.Inconclusive, typeof(ObservationVerdict.Inconclusive)),
            (ObservationOutcome.Inconclusive, typeof(ObservationVerdict.Failed)), // it did not settle
            (ObservationOutcome.Passed, typeof(ObservationVerdict.Failed)),
            (ObservationOutcome.Passed, typeof(ObservationVerdict.Passed)));
    });

    [Fact]
    public void One_restart_more_never_makes_it_better() => Gen.Select(Windows, Gen.Int[0, 2000]).Sample((samples, before) =>
    {
        var baseline = Calm with { Restarts = [new(Workload, "app", before)] };
        var state = After(samples);
        var worse = state with { Figures = state.Figures with { Restarts = [new(Workload, "app", state.Figures.Restarts.Sum(r => r.Count) + 1)] } };

        if (Verdict(state, baseline, at: 901) is ObservationVerdict.Failed)
        {
            Verdict(worse, baseline, at: 901).ShouldBeOfType<ObservationVerdict.Failed>();
        }
    });

    /// <summary>The same hour, once as what was before and once as what is now.</summary>
    [Fact]
    public void What_behaves_as_before_is_no_worse() => Gen.Select(Gen.Int[0, 50], Gen.Int[0, 50], Gen.Int[0, 20], Gen.Int[0, 20]).Sample((restarts, warnings, lost, failed) =>
    {
        var baseline = Calm with
        {
            PodTimeMs = 2 * 300_000,
            FromAt = Noon,
            ToAt = At(300),
            Restarts = [new(Workload, "app", restarts)],
            Warnings = [new("Pod", "Unhealthy", warnings, "")],
            ReadinessLost = lost,
            SmokeTests = [new("health", 31, failed, 20, 30)],
        };
        var now = new ObservationState(baseline, After(WholeWindow(at => Look(at, Pod("app-1"), Pod("app-2")))).Marks);

        Verdict(now, baseline).ShouldBeOfType<ObservationVerdict.Passed>();
    });

    private static List<ObservationSample> Story((int Restarts, bool Ready, bool Warns, bool Fails)[] looks)
    {
        var samples = new List<ObservationSample>();
        var (restarts, ready, changed, warned, lastWarned) = (0, true, -500, 0, -100);
        for (var n = 0; n < looks.Length; n++)
        {
            var (at, look) = (n * 10, looks[n]);
            restarts += look.Restarts;
            changed = look.Ready == ready ? changed : at - 1;
            ready = look.Ready;
            (warned, lastWarned) = look.Warns ? (warned + 1, at - 2) : (warned, lastWarned);
            var sample = Look(at, Pod("app-1", restarts, ready, changed: changed), Pod("app-2"));
            sample = warned > 0 ? sample.Warned(Warning("w", warned, -200, lastWarned)) : sample;
            samples.Add(look.Fails ? sample.Failing() : sample);
        }

        return samples;
    }

    /// <summary>As it is after it was written to the log and read again by somebody else.</summary>
    private static ObservationState Recorded(ObservationState state)
    {
        var progressed = new ObservationProgressed
        {
            DeploymentId = Deployments.Story.Id,
            DivisionId = Deployments.Story.Division,
            Environment = Deployments.Story.Environment,
            Version = Deployments.Story.Version,
            HappenedAt = Noon,
            WaitingFor = "the window to end",
            EndsAt = At(300),
            Figures = state.Figures,
            Marks = state.Marks,
        };
        var written = Codec.Encode(progressed, 0, Deployments.Story.Asked.Metadata(reason: null));
        var read = (ObservationProgressed)Codec.Decode(
            new StoredEvent(0, "deployment-d1", 0, written.Id, written.Type, written.Data, ReadOnlyMemory<byte>.Empty, default));
        return new(read.Figures, read.Marks);
    }

    private static string Show(ObservationState state) => JsonSerializer.Serialize(state);
}
