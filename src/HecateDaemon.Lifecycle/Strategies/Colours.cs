namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>Which of two Deployments the Services select, by which labels, or why that cannot be told.</summary>
internal sealed record Colours
{
    /// <summary>The label of a Service that is for tests of one colour, and is never switched.</summary>
    private const string Preview = "hecate.social/preview";

    private const string Needed = "blue/green needs two Deployments, or one, and a Service whose selector has a label by which their pods differ";

    public string? WhyNot { get; private init; }

    public ManifestDocument? Live { get; private init; }

    public ManifestDocument? Idle { get; private init; }

    /// <summary>Those that select the live one alone.</summary>
    public IReadOnlyList<ManifestDocument> Services { get; private init; } = [];

    /// <summary>The labels that both have with different values.</summary>
    public IReadOnlyList<string> Differing { get; private init; } = [];

    public static Colours In(ManifestSet manifests, Shipped shipped, Goal goal)
    {
        var all = shipped.Documents.Where(d => !d.IsOneTime()).ToList();
        if (all is not [{ Workload.Kind: "Deployment" } one, { Workload.Kind: "Deployment" } other])
        {
            return new() { WhyNot = $"{Needed}; there is {shipped.Called}{WhyNever(all)}" };
        }

        if ((one.WhyNotTwice(manifests) ?? other.WhyNotTwice(manifests) ?? one.WhyNotCounted(manifests) ?? other.WhyNotCounted(manifests) ?? manifests.WhyNotApart(one, other, goal)) is { } why)
        {
            return new() { WhyNot = why };
        }

        var (first, second) = (ServicesOf(manifests, one), ServicesOf(manifests, other));
        var (onlyFirst, onlySecond) = (Without(first, second), Without(second, first));
        return (onlyFirst, onlySecond) switch
        {
            ([_, ..], []) => Of(one, other, onlyFirst),
            ([], [_, ..]) => Of(other, one, onlySecond),
            ([], []) => new() { WhyNot = $"{Needed}; no Service selects {one.Called} or {other.Called} alone" },
            _ => new() { WhyNot = $"{onlyFirst[0].Called} selects {one.Called} and {onlySecond[0].Called} selects {other.Called}: which of them is live cannot be told; give the one that is only for tests the label {Preview}" },
        };
    }

    private static Colours Of(ManifestDocument live, ManifestDocument idle, IReadOnlyList<ManifestDocument> services)
    {
        var (of, other) = (Labels(live)!, Labels(idle)!);
        string[] differing = [.. of.Keys.Where(k => other.TryGetValue(k, out var value) && value != of[k])];
        return services.FirstOrDefault(s => !s.TextsAt("spec", "selector")!.Keys.Any(k => differing.Contains(k, StringComparer.Ordinal))) is { } stuck
            ? new() { WhyNot = $"{stuck.Called} selects {live.Called} by labels that {idle.Called} does not have" }
            : new() { Live = live, Idle = idle, Services = services, Differing = differing };
    }

    private static string WhyNever(List<ManifestDocument> all) =>
        all.Find(d => d.Workload.Kind is "DaemonSet") is { } daemons
            ? $", and two of {daemons.Called} would {(daemons.TextAt("spec", "template", "spec", "hostNetwork") is "true" ? "want the same ports of every node" : "run on every node")}"
            : "";

    /// <summary>Those that select its pods, whoever else's too, and are not for tests alone.</summary>
    public static IReadOnlyList<ManifestDocument> ServicesOf(ManifestSet manifests, ManifestDocument deployment) =>
        Labels(deployment) is { } labels
            ? [.. manifests.Documents.Where(d => d.Workload.Kind is "Service" && d.TextAt("metadata", "labels", Preview) is null && d.TextsAt("spec", "selector") is { Count: > 0 } selector &&
                selector.All(s => labels.TryGetValue(s.Key, out var value) && value == s.Value))]
            : [];

    private static IReadOnlyList<ManifestDocument> Without(IReadOnlyList<ManifestDocument> these, IReadOnlyList<ManifestDocument> those) =>
        [.. these.Where(d => !those.Contains(d))];

    private static IReadOnlyDictionary<string, string>? Labels(ManifestDocument deployment) => deployment.TextsAt("spec", "template", "metadata", "labels");
}
