using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads one environment.</summary>
internal static class EnvironmentReader
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Has the defaults, which are written once, on the record.</summary>
    private static readonly TargetEnvironment Unset =
        new() { Name = default, GitOpsRepository = "", Reconciler = new Reconciler.Direct() };

    public static TargetEnvironment Read(SectionReader settings)
    {
        var reconciler = ReconcilerReader.Read(settings);
        var environment = new TargetEnvironment
        {
            Name = settings.Name<EnvironmentName>(),
            GitOpsRepository = settings.Repository(nameof(Unset.GitOpsRepository)),
            Branch = settings.Branch(nameof(Unset.Branch), Unset.Branch),
            Path = settings.PathInRepository(nameof(Unset.Path)),
            PullRequest = PullRequestReader.Read(settings),
            Reconciler = reconciler,
            Cluster = ClusterOf(settings, reconciler),
            Namespace = settings.KubernetesName(nameof(Unset.Namespace), Unset.Namespace, longest: 63),
            Kustomize = settings.LocalPath(nameof(Unset.Kustomize)),
            Leadership = LeadershipReader.Read(settings, reconciler),
            Strategy = StrategyReader.Read(settings),
            Canary = StrategyReader.CanaryOf(settings.Section(nameof(Unset.Canary))),
            BlueGreen = StrategyReader.BlueGreenOf(settings.Section(nameof(Unset.BlueGreen))),
            OnFailure = FailurePolicyOf(settings),
            AutoConclude = settings.Flag(nameof(Unset.AutoConclude), Unset.AutoConclude),
            Predecessor = settings.Optional<EnvironmentName>(nameof(Unset.Predecessor)),
            ImageDeadline = settings.Duration(nameof(Unset.ImageDeadline), Unset.ImageDeadline, Second, Day),
            RolloutDeadline = settings.Duration(nameof(Unset.RolloutDeadline), Unset.RolloutDeadline, Second, Day),
            SettleTime = settings.Duration(nameof(Unset.SettleTime), Unset.SettleTime, TimeSpan.Zero, Day),
            ObservationWindow =
                settings.Duration(nameof(Unset.ObservationWindow), Unset.ObservationWindow, TimeSpan.Zero, 7 * Day),
            Observation = ObservationPolicyReader.Read(settings.Section(nameof(Unset.Observation))),
            SmokeTests = [.. settings.Sections(nameof(Unset.SmokeTests)).Select(SmokeTestReader.Read)],
            Image = ImagePolicyReader.Read(settings.Section(nameof(Unset.Image))),
            Checklist = ChecklistPolicyReader.Read(settings.Section(nameof(Unset.Checklist))),
            Notifications = NotificationReader.ReadAll(settings, nameof(Unset.Notifications)),
        };
        settings.NothingElse();
        return environment;
    }

    private static Cluster? ClusterOf(SectionReader settings, Reconciler reconciler)
    {
        if (reconciler is Reconciler.Directory)
        {
            settings.Forbid(nameof(Cluster), "has no meaning where Reconciler is directory");
            return null;
        }

        if (settings.Section(nameof(Cluster)) is not { } section)
        {
            return new Cluster(Kubeconfig: null, Context: null);
        }

        var cluster = new Cluster(section.LocalPath(nameof(Cluster.Kubeconfig)), section.Text(nameof(Cluster.Context)));
        if (cluster is { Kubeconfig: null, Context: not null })
        {
            section.Wrong(nameof(Cluster.Context), "has no meaning without Kubeconfig");
        }

        section.NothingElse();
        return cluster;
    }

    private static FailurePolicy FailurePolicyOf(SectionReader settings) =>
        settings.Value(nameof(Unset.OnFailure), Unset.OnFailure, (text, out value) =>
        {
            value = text is "roll_back" ? FailurePolicy.RollBack : FailurePolicy.Shelve;
            return text is "roll_back" or "shelve";
        }, "shelve or roll_back");
}
