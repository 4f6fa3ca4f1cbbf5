namespace HecateDaemon.Lifecycle.Observation;

/// <summary>How much of something bad is no worse than before.</summary>
internal static class Allowance
{
    /// <summary>Chance alone makes small counts differ: more than double is worse.</summary>
    private const double Factor = 2;

    /// <summary>What happens once or twice is no spike.</summary>
    private const double Unremarkable = 2;

    /// <summary>Of what never happens in a healthy release, such as restarts.</summary>
    public static double Strict(double? before) => Math.Floor(Factor * (before ?? 0));

    /// <summary>Of what happens now and then.</summary>
    public static double Lenient(double? before) => Math.Max(Unremarkable, Strict(before));

    /// <summary>What the baseline gives for as long a time; null where it says nothing.</summary>
    public static double? Scaled(double count, double over, double time) => over > 0 ? count * time / over : null;
}
