namespace HecateDaemon.Lifecycle.Observation;

/// <summary>Adds one look to what was seen before. Pure: the same looks give the same figures, whoever adds them.</summary>
public static class ObservationTally
{
    public static ObservationState Add(ObservationState before, ObservationSample sample)
    {
        var state = MetricTally.Add(SmokeTestTally.Add(WarningTally.Add(PodTally.Add(before, sample), sample), sample), sample);
        return state with
        {
            Figures = state.Figures with
            {
                ToAt = sample.At > before.Figures.ToAt ? sample.At : before.Figures.ToAt,
                Looks = before.Figures.Looks + 1,
                Unseen = sample.Unseen,
            },
            Marks = sample.HasAsked ? state.Marks with { AskedAt = sample.At } : state.Marks,
        };
    }
}
