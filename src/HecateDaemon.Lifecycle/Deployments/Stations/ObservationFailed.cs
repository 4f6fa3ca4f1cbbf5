namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Something bad was seen within the observation window.</summary>
public sealed record ObservationFailed : StationFailed;
