namespace HecateDaemon.Lifecycle.Leadership;

/// <summary>
/// The paces that follow from how long a lease lasts. A holder that cannot renew stops acting a third of that time before
/// anybody else may begin: whatever it was doing has so long to end.
/// </summary>
public sealed record LeaseTimes(TimeSpan Duration)
{
    /// <summary>How long the holder acts after its last renewal; renewals are counted from before they were sent.</summary>
    public TimeSpan Validity => Duration * 2 / 3;

    public TimeSpan BetweenRenewals => Duration / 3;

    /// <summary>How long one attempt may take, so that a second one fits in before the holder has to stop.</summary>
    public TimeSpan Attempt => Duration / 6;

    /// <summary>Between two looks of somebody who would take it, and two attempts at renewing.</summary>
    public TimeSpan BetweenLooks => Duration / 15;
}
