namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads <c>Loops</c>.</summary>
internal static class LoopIntervalsReader
{
    private static readonly LoopIntervals Unset = new();

    public static LoopIntervals Read(SectionReader? settings)
    {
        if (settings is null)
        {
            return Unset;
        }

        var intervals = new LoopIntervals
        {
            Reconcile = Interval(settings, nameof(LoopIntervals.Reconcile), Unset.Reconcile),
            SmokeTests = Interval(settings, nameof(LoopIntervals.SmokeTests), Unset.SmokeTests),
        };
        settings.NothingElse();
        return intervals;
    }

    private static TimeSpan Interval(SectionReader settings, string key, TimeSpan unset) =>
        settings.Duration(key, unset, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
}
