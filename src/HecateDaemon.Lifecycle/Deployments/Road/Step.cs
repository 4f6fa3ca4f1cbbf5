namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What one run of an effect came to.</summary>
public abstract record Step
{
    private Step()
    {
    }

    /// <summary>The next station is reached.</summary>
    public sealed record Reached(StationReached Station) : Step;

    /// <summary>The next station will not be reached.</summary>
    public sealed record Failed(StationFailed Failure) : Step;

    /// <summary>Not yet; look again after a while.</summary>
    public sealed record Wait(StationPending Pending, TimeSpan Again) : Step;

    /// <summary>All is done; the deployment may be concluded.</summary>
    public sealed record Conclude : Step;

    /// <summary>Something outside is not there yet and will come by itself.</summary>
    public static Step WaitFor(string what, TimeSpan again) => new Wait(new DeploymentWaited { WaitingFor = what }, again);

    /// <summary>It does not go on until a person does something; looked at now and then all the same.</summary>
    public static Step NeedPerson(string what) =>
        new Wait(new DeploymentWaited { WaitingFor = what, NeedsPerson = true }, TimeSpan.FromSeconds(15));
}
