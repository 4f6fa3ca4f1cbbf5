using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Notifications;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.SmokeTests;
using HecateDaemon.Lifecycle.Strategies;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>
/// The world as the road meets it: a code repository, a registry, a GitOps repository, a reconciler, a cluster and an
/// artifact that answers probes. It outlives the daemon, and keeps the marks by which a repeat is known as one.
/// </summary>
internal sealed partial class Outside :
    IReadCodeRepository, IReadCodeHistory, IFindImages, IAskCi, IListNodePlatforms, IVerifySignatures, ISendNotices,
    ICommitManifests, IReadManifests, IReconcile, IWatchWorkloads, IProbe,
    IReadWantedWorkloads, IListWorkloads
{
    private static readonly ManifestEditor Editor = new(Tests.Manifests.Kinds.All);

    private readonly Lock gate = new();
    private readonly List<(CommitId Id, string Tag, string Mark)> gitOps = [];
    private int inFlight;

    /// <summary>What was really done, once for each act: <c>pushed …</c> and <c>reconciled …</c>.</summary>
    public ConcurrentQueue<string> Acts { get; } = new();

    /// <summary>The manifests as they were at first and after each commit; only strategies look into them.</summary>
    public List<IReadOnlyList<ManifestFile>> Trees { get; } = [[]];

    /// <summary>Where DaemonSets of these manifests run.</summary>
    public OutsideNodes OfDaemons { get; } = new();

    /// <summary>What changed between any two releases.</summary>
    public OutsideChanges Changes { get; } = new();

    /// <summary>Every call, by its port's word.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The most calls that there ever were at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Called at every call with its port's word: throws, or holds it up.</summary>
    public Func<string, CancellationToken, Task> Fault { get; set; } = (_, _) => Task.CompletedTask;

    public ConcurrentDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>What stands in a version's entry of the CHANGELOG besides "Better."</summary>
    public Func<string, string> Notes { get; set; } = _ => "";

    public ConcurrentDictionary<string, Digest> Images { get; } = new(StringComparer.Ordinal);

    /// <summary>What images say about themselves, by tag; those that are not named here say nothing that could be read.</summary>
    public ConcurrentDictionary<string, ImageOrigin> Origins { get; } = new(StringComparer.Ordinal);

    public CiVerdict Ci { get; set; } = new(CiState.Green, "build passed");

    public IReadOnlyList<string>? Nodes { get; set; }

    public SignatureSeen? Signature { get; set; }

    /// <summary>What each receiver was sent, in order.</summary>
    public ConcurrentQueue<(string Receiver, string Json)> Notices { get; } = new();

    public ConcurrentDictionary<string, bool> CrashingImages { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<ReleaseVersion, bool> SickVersions { get; } = new();

    /// <summary>The kinds of workloads whose manifests name the image.</summary>
    public IReadOnlyList<string> Kinds { get; set; } = ["DaemonSet"];

    public bool PodsAreReady { get; set; } = true;

    public int Restarts { get; set; }

    /// <summary>What the reconciler says instead of applying; null: it applies what it is asked for.</summary>
    public RevisionSeen? ReconcilerSays { get; set; }

    /// <summary>What Git wants of the cluster, and what the cluster has.</summary>
    public WantedState Wanted { get; set; } = new([], CannotTell: null);

    public LiveWorkloads Live { get; set; } = new(new Dictionary<string, IReadOnlyList<JsonElement>>(StringComparer.Ordinal));

    /// <summary><c>Kind/name</c> of whatever else the manifests name.</summary>
    public HashSet<string> Named { get; } = new(StringComparer.Ordinal);

    string IReconcile.Kind => "flux";

    string IProbe.Kind => "fake";

    /// <summary>Tags a release with its CHANGELOG, and has CI push its image.</summary>
    public void Release(string version)
    {
        Tag(version);
        Push(version);
    }

    /// <summary>What was proposed, each time that it was asked for.</summary>
    public ConcurrentQueue<BumpProposal> Proposals { get; } = [];

    /// <summary>Proposals' branches that somebody has merged.</summary>
    public ConcurrentDictionary<string, bool> Merged { get; } = new(StringComparer.Ordinal);

    public void Tag(string version) => Tags["v" + version] = Hex(Tags.Count + 1);

    public void Push(string version) =>
        Images["v" + version] = Digest.Parse("sha256:" + new string((char)('a' + Images.Count), 64));

    public async Task<CommitId?> FindTagAsync(string repository, string tag, CancellationToken ct)
    {
        using var _ = await CallAsync("code", ct);
        return Tags.TryGetValue(tag, out var commit) ? CommitId.Parse(commit) : null;
    }

    public async Task<T> ReadAsync<T>(string repository, ReleaseFiles files, Func<ICodeHistory, T> work, CancellationToken ct)
    {
        using var _ = await CallAsync("code", ct);
        return work(OutsideCode.Of(Tags, Notes));
    }

    public async Task<FoundImage?> FindAsync(ImageName image, string tag, CancellationToken ct)
    {
        using var _ = await CallAsync("registry", ct);
        return !Images.TryGetValue(tag, out var digest) ? null
            : new(digest, Origins.TryGetValue(tag, out var origin) ? [new("linux/amd64", digest) { Origin = origin }] : []);
    }

    public async Task<Digest?> FindDigestAsync(ImageName image, string tag, CancellationToken ct)
    {
        using var _ = await CallAsync("registry", ct);
        return Images.TryGetValue(tag, out var digest) ? digest : null;
    }

    public async Task<CiVerdict> AskAsync(CiAccess ci, CiQuestion question, CancellationToken ct)
    {
        using var _ = await CallAsync("ci", ct);
        return Ci;
    }

    public async Task<IReadOnlyList<string>?> ListAsync(TargetEnvironment environment, CancellationToken ct)
    {
        using var _ = await CallAsync("nodes", ct);
        return Nodes;
    }

    public async Task<SignatureSeen?> VerifyAsync(ImageName image, Digest digest, CancellationToken ct)
    {
        using var _ = await CallAsync("cosign", ct);
        return Signature;
    }

    public async Task<string> SendAsync(NotificationReceiver receiver, NoticeBody notice, CancellationToken ct)
    {
        using var _ = await CallAsync("notice", ct);
        Notices.Enqueue((receiver.Name, Encoding.UTF8.GetString(notice.Json)));
        return $"{receiver.Name} answered 204";
    }

    public async Task<BumpOutcome> BumpAsync(BumpIntention intention, CancellationToken ct)
    {
        using var _ = await CallAsync("bump", ct);
        lock (gate)
        {
            var mark = intention.Trailers[0].Value;
            var old = gitOps is [.., var head] ? head.Tag : "v0.0.0";
            var known = gitOps.FindIndex(c => c.Mark == mark);
            if (known < 0 && intention.Proposal is { } proposal && !Merged.ContainsKey(proposal.Branch))
            {
                Proposals.Enqueue(proposal);
                return new BumpOutcome.Proposed(CommitId.Parse(Hex(99)), proposal.Branch) { Before = gitOps is [.., var now] ? now.Id : CommitId.Parse(Hex(99)) };
            }

            var changed = intention.Change?.Change(Trees[known < 0 ? ^1 : known]) ?? [];
            if (known < 0)
            {
                known = gitOps.Count;
                Trees.Add([.. Trees[^1].Select(f => changed.FirstOrDefault(c => c.Path == f.Path) is { } c ? f with { Content = c.Edited.Content } : f)]);
                gitOps.Add((CommitId.Parse(Hex(100 + known)), intention.Tag, mark));
                Acts.Enqueue($"pushed {intention.Subject}");
            }

            var before = known > 0 ? gitOps[known - 1].Id : CommitId.Parse(Hex(99));
            return new BumpOutcome.Bumped(
                gitOps[known].Id,
                intention.Change is null ? [.. Kinds.Select(kind => Place(kind, old, intention.Tag))] : [.. changed.SelectMany(c => c.Edited.Places)],
                Attempts: 1)
            { Before = before };
        }
    }

    public async Task<CommitId> HeadAsync(string repository, string branch, CancellationToken ct)
    {
        using var _ = await CallAsync("head", ct);
        return gitOps is [.., var head] ? head.Id : CommitId.Parse(Hex(99));
    }

    public async Task<IReadOnlyList<ManifestFile>> ReadAsync(string repository, CommitId commit, string path, CancellationToken ct)
    {
        using var _ = await CallAsync("manifests", ct);
        return Trees[gitOps.FindIndex(c => c.Id == commit) + 1];
    }

    public async Task<bool> ContainsAsync(string repository, CommitId later, CommitId earlier, CancellationToken ct)
    {
        using var _ = await CallAsync("contains", ct);
        return gitOps.FindIndex(c => c.Id == later) >= gitOps.FindIndex(c => c.Id == earlier);
    }

    public async Task<string> RequestAsync(ReconcileRequest request, CancellationToken ct)
    {
        using var _ = await CallAsync("reconcile", ct);
        if (!Acts.Contains($"reconciled {request.Commit} for {request.Mark}"))
        {
            Acts.Enqueue($"reconciled {request.Commit} for {request.Mark}");
        }

        return $"asked for {request.Commit}";
    }

    public async Task<RevisionSeen> SeeAsync(ReconcileRequest request, CancellationToken ct)
    {
        using var _ = await CallAsync("revision", ct);
        return ReconcilerSays ?? new RevisionSeen.Applied(gitOps[^1].Id, "the kustomization is ready");
    }

    public async Task<IReadOnlyList<WorkloadSeen>> SeeAsync(TargetEnvironment environment, IReadOnlyList<Workload> workloads, CancellationToken ct)
    {
        using var _ = await CallAsync("cluster", ct);
        return [.. workloads.Select(See)];
    }

    public async Task<WantedState> ReadAsync(TargetEnvironment environment, Division division, CommitId commit, CancellationToken ct)
    {
        using var _ = await CallAsync("wanted", ct);
        return Wanted;
    }

    public Task<IReadOnlySet<string>> NamesAsync(TargetEnvironment environment, CommitId commit, CancellationToken ct) =>
        Task.FromResult<IReadOnlySet<string>>(Named);

    public async Task<LiveWorkloads> ListAsync(TargetEnvironment environment, string ns, CancellationToken ct)
    {
        using var _ = await CallAsync("list", ct);
        return Live;
    }

    public async Task<ProbeResult> ProbeAsync(SmokeTest test, ReleaseVersion expected, CancellationToken ct)
    {
        using var _ = await CallAsync("probe", ct);
        return SickVersions.ContainsKey(expected) ? new(Passed: false, "status 500 instead of 200") : new(Passed: true, "200");
    }

    /// <summary>The manifest says it, where there is one.</summary>
    private WorkloadSeen See(Workload workload) => ManifestSet.Read(Trees[^1], Editor) is var written && written.Find(workload) is { } manifest
        ? written.PlacesOf(manifest, ImageName.Parse(World.Image))[0].Tag!.Text is var tag && workload.Kind is "DaemonSet" ? OfDaemons.See(manifest, tag, this) : WorkloadsSeen.Of(workload, tag, this)
        : WorkloadsSeen.Of(workload, gitOps[^1].Tag, this);

    private async Task<IDisposable> CallAsync(string port, CancellationToken ct)
    {
        Calls.Enqueue(port);
        lock (gate)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++inFlight);
        }

        var call = new Call(this);
        try
        {
            await Task.Yield();
            await Fault(port, ct);
            return call;
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }

    private static BumpedPlace Place(string kind, string old, string now) =>
        new("apps/manifest.yaml", 12, 40, "pod_spec", old, now, new("apps/v1", kind, null, "hecate-daemon"), "daemon");

    private static string Hex(int number) => number.ToString("x40");

    private sealed class Call(Outside outside) : IDisposable
    {
        public void Dispose()
        {
            using var _ = outside.gate.EnterScope();
            outside.inFlight--;
        }
    }
}
