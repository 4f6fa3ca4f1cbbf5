namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads where leadership is settled: per environment, and for how long a lease lasts.</summary>
internal static class LeadershipReader
{
    public static readonly TimeSpan UnsetLeaseDuration = TimeSpan.FromSeconds(30);

    private const string Setting = nameof(TargetEnvironment.Leadership);

    public static LeaderElection? Read(SectionReader settings, Reconciler reconciler)
    {
        LeaderElection? leadership = settings.Word(Setting, "", "none", "event_log", "kubernetes") switch
        {
            "none" => LeaderElection.None,
            "event_log" => LeaderElection.EventLog,
            "kubernetes" => LeaderElection.Kubernetes,
            _ => null,
        };
        if (leadership is LeaderElection.Kubernetes && reconciler is Reconciler.Directory)
        {
            settings.Wrong(Setting, "cannot be kubernetes where Reconciler is directory: there is no cluster");
        }

        return leadership;
    }

    public static TimeSpan ReadLeaseDuration(SectionReader? settings)
    {
        var duration = settings?.Duration("LeaseDuration", UnsetLeaseDuration, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10));
        settings?.NothingElse();
        return duration ?? UnsetLeaseDuration;
    }
}
