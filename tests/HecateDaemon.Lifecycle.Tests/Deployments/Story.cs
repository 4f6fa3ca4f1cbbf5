using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>One deployment's events and commands, to be put together to what a scenario needs.</summary>
internal static class Story
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly DeploymentId Id = DeploymentId.Parse("d1");
    public static readonly DeploymentId RollbackId = DeploymentId.Parse("r1");
    public static readonly DivisionId Division = DivisionId.Parse("hecate-daemon");
    public static readonly EnvironmentName Environment = EnvironmentName.Parse("production");
    public static readonly ReleaseVersion Version = ReleaseVersion.Parse("0.7.3");
    public static readonly ReleaseVersion Older = ReleaseVersion.Parse("0.7.2");
    public static readonly Actor Person = Actor.Peer(1000, 1000, 4242, "rl");
    public static readonly Actor SomebodyElse = Actor.Peer(1001, 1001, 4243, "bo");
    public static readonly Issued Asked = Issued.ByCaller(new Guid("01900000-0000-7000-8000-000000000001"), Person, Noon);
    public static readonly Plan Planned = new(Strategy.Rolling, FailurePolicy.Shelve, AutoConclude: true);
    public static readonly CommitId Commit = CommitId.Parse(new string('c', 40));
    public static readonly Digest Digest = Digest.Parse("sha256:" + new string('d', 64));

    public static readonly DeploymentInitiated Initiated = new() { Plan = Planned };
    public static readonly DeploymentOpened Opened = new() { EntryChecklist = Checklist(ItemStatus.Satisfied), OpenedBy = Person };
    public static readonly DeploymentShelved Shelved = new() { Reason = "the cluster is away", Turn = 1 };
    public static readonly DeploymentResumed Resumed = new() { Turn = 2 };

    /// <summary>Every station behind <see cref="Station.Opened"/>, in the order of the road.</summary>
    public static IReadOnlyList<StationReached> Road { get; } =
    [
        new ReleaseVerified { Repository = "https://git.example.org/code.git", Tag = "v0.7.3", Commit = Commit, Changelog = "CHANGELOG.md:5: ## [0.7.3]" },
        new ImageVerified
        {
            Image = ImageName.Parse("ghcr.io/hecate-social/hecate-daemon"), Tag = "v0.7.3", Digest = Digest,
            Platforms = [new VerifiedPlatform("linux/amd64", Digest)],
        },
        new BaselineTaken { Evidence = "no release was concluded here before" },
        new ManifestsBumped
        {
            Repository = "https://git.example.org/gitops.git", Branch = "main", Commit = Commit, Attempts = 1,
            Changes = [new("apps/daemonset.yaml", 12, 40, "pod_spec", "v0.7.2", "v0.7.3", new("apps/v1", "DaemonSet", null, "hecate-daemon", "daemon"))],
        },
        new ReconciliationRequested { Reconciler = "flux", Evidence = "asked kustomization hecate" },
        new RevisionApplied { Revision = Commit, Evidence = "kustomization hecate is ready" },
        new RolloutCompleted { Evidence = "4 of 4 nodes run it", Traced = true, Restarts = 0 },
        new SmokeTestsPassed { Results = [new("health", Passed: true, "200", Attempts: 1)], VersionAsserted = true },
        new ObservationPassed { Looked = true, Evidence = "watched for 5 minutes" },
    ];

    public static readonly RolloutFailed Failed = new() { Reason = "pod x waits in CrashLoopBackOff", Plan = Planned, Turn = 1 };

    public static readonly RollbackDecided BackToOlder = new()
    {
        Reason = "it loses data",
        TargetVersion = Older,
        RollbackId = RollbackId,
        Turn = 1,
        Plan = Planned,
    };

    public static readonly DeploymentConcluded Concluded = new() { Outcome = Outcome.Shipped, ExitChecklist = [], Turn = 1 };

    public static DeploymentEvent[] Pending => [Initiated];
    public static DeploymentEvent[] Active => [Initiated, Opened];
    public static DeploymentEvent[] Paused => [.. Active, Shelved];
    public static DeploymentEvent[] ActiveAgain => [.. Paused, Resumed];
    public static DeploymentEvent[] ActiveAndFailed => [.. Active, Failed];
    public static DeploymentEvent[] RollingBack => [.. Active, BackToOlder];
    public static DeploymentEvent[] Completed => [.. Active, Concluded];
    public static DeploymentEvent[] RolledBack => [.. RollingBack, Concluded with { Outcome = Outcome.RolledBack }];

    /// <summary>Active, with every station reached and what no machine can see attested.</summary>
    public static DeploymentEvent[] AtTheEndOfTheRoad =>
        [.. Active, .. Road, Attested(ExitChecklist.MonitoringReady), Attested(ExitChecklist.UsersUnaffected)];

    public static ChecklistItemAttested Attested(string item) => new() { Item = item, Note = "seen", By = Person };

    public static ChecklistItemWaived Waived(string item) => new() { Item = item, Reason = "not today", By = Person };

    public static IReadOnlyList<ChecklistItem> Checklist(ItemStatus all) =>
        [.. EntryChecklist.Items.Select(i => new ChecklistItem { Item = i.Key, Text = i.Value, Status = all, Evidence = "looked" })];

    public static InitiateDeployment Initiate() => new(Id, Asked, Division, Environment, Version, Planned, RollbackOf: null);

    public static OpenDeployment Open(ItemStatus all = ItemStatus.Satisfied) => new(Id, Asked, Checklist(all));

    public static ShelveDeployment Shelve() => new(Id, Asked, Shelved.Reason);

    public static ResumeDeployment Resume() => new(Id, Asked);

    public static ConcludeDeployment Conclude(Outcome outcome = Outcome.Shipped) => new(Id, Asked, outcome);

    public static RollBackDeployment RollBack() => new(Id, Asked, BackToOlder.Reason, Older, RollbackId);

    public static RollBackDeployment RollBackToNothing() => RollBack() with { Target = null };

    public static AttestItem Attest(string item) => new(Id, Asked, item, "seen");

    public static WaiveItem Waive(string item) => new(Id, Asked, item, "not today");

    public static RecordStation Record(DeploymentEvent found) => new(Id, Asked, found);
}
