using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>Compares one workload as Git wants it with the same one as the cluster has it. Pure.</summary>
internal sealed class Comparison(Reconciler reconciler, WantedWorkload wanted, JsonElement live)
{
    private const string RestartedAt = "kubectl.kubernetes.io/restartedAt";

    public IEnumerable<Drift> Differences() => [.. Containers(), .. Strategy(), .. Replicas(), .. Restart()];

    private IEnumerable<Drift> Containers()
    {
        foreach (var list in new[] { "initContainers", "containers" })
        {
            var wants = ByName(wanted.Json, list);
            var has = ByName(live, list);
            foreach (var (name, want) in wants)
            {
                if (!has.TryGetValue(name, out var have))
                {
                    yield return Different(name, DriftAspect.Container, want.TextAt("image"), have: null, ["spec", "template", "spec", list]);
                    continue;
                }

                foreach (var drift in Container(list, name, want, have))
                {
                    yield return drift;
                }
            }

            foreach (var (name, have) in has.Where(h => !wants.ContainsKey(h.Key)))
            {
                yield return Different(name, DriftAspect.Container, want: null, have.TextAt("image"), Path(list, name, "name"));
            }
        }
    }

    private IEnumerable<Drift> Container(string list, string name, JsonElement want, JsonElement have)
    {
        var (image, runs) = (want.TextAt("image") ?? "", have.TextAt("image") ?? "");
        if (image != runs)
        {
            var isSameTag = ImageReference.TryParse(image, out var a) && ImageReference.TryParse(runs, out var b) && (a.Image, a.Tag) == (b.Image, b.Tag);
            yield return Different(name, isSameTag ? DriftAspect.Digest : DriftAspect.Image, image, runs, Path(list, name, "image"));
        }

        // Left to the default, it is what the first image had made it, for ever; a difference is only what somebody set.
        var path = Path(list, name, "imagePullPolicy");
        var policy = want.TextAt("imagePullPolicy") ?? (IsSetByAnother(path) ? DefaultPolicy(runs) : null);
        if (policy is not null && have.TextAt("imagePullPolicy") is { } does && does != policy)
        {
            yield return Different(name, DriftAspect.PullPolicy, policy, does, path);
        }
    }

    private bool IsSetByAnother(ReadOnlySpan<string> path) =>
        FieldOwner.Of(live, path) is { } owner && !ToolNames.IsReconciler(reconciler, owner.Manager);

    private IEnumerable<Drift> Strategy()
    {
        var field = wanted.Workload.Kind is "Deployment" ? "strategy" : "updateStrategy";
        var want = Described(wanted.Json.At("spec", field), wanted.Json.At("spec", field));
        var have = Described(live.At("spec", field), wanted.Json.At("spec", field));
        if (want != have)
        {
            yield return Different(container: null, DriftAspect.Strategy, want, have, ["spec", field]);
        }
    }

    /// <summary>The type, and of the parameters those that Git names: the others are defaults that the server fills in.</summary>
    private static string Described(JsonElement? strategy, JsonElement? named)
    {
        var type = strategy?.TextAt("type") ?? "RollingUpdate";
        var parameters = named?.At("rollingUpdate") is { ValueKind: JsonValueKind.Object } given
            ? given.EnumerateObject().Select(p => $"{p.Name}={strategy?.At("rollingUpdate", p.Name)?.ToString() ?? "none"}")
            : [];
        return string.Join(' ', parameters.Prepend(type));
    }

    private IEnumerable<Drift> Replicas()
    {
        if (wanted.Json.NumberAt("spec", "replicas") is { } want && live.NumberAt("spec", "replicas") is { } have && want != have)
        {
            yield return Different(container: null, DriftAspect.Replicas, $"{want}", $"{have}", ["spec", "replicas"]);
        }
    }

    private IEnumerable<Drift> Restart()
    {
        string[] path = ["spec", "template", "metadata", "annotations", RestartedAt];
        if (live.TextAt(path) is { } at && at != wanted.Json.TextAt(path))
        {
            yield return Different(container: null, DriftAspect.Restart, wanted.Json.TextAt(path), at, path);
        }
    }

    private Drift Different(string? container, DriftAspect aspect, string? want, string? have, ReadOnlySpan<string> path)
    {
        var owner = FieldOwner.Of(live, path);
        var isOurs = owner is { } o && ToolNames.IsReconciler(reconciler, o.Manager);
        return new()
        {
            // What the reconciler itself set is a state that it has not changed yet, unless someone did without a trace.
            Kind = isOurs && aspect is not DriftAspect.Replicas ? DriftKind.NotApplied : DriftKind.Changed,
            Workload = wanted.Workload,
            DivisionId = wanted.DivisionId,
            Container = container,
            Aspect = aspect,
            Wanted = want,
            Live = have,
            Cause = owner is { } found && !isOurs ? new(found.Manager, ToolNames.Deed(found.Manager, aspect), found.At) : null,
        };
    }

    private static string[] Path(string list, string name, string field) =>
        ["spec", "template", "spec", list, $"k:{{\"name\":\"{name}\"}}", field];

    private Dictionary<string, JsonElement> ByName(JsonElement workload, string list)
    {
        var found = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var container in PodTemplate.Of(wanted.Workload.Kind, workload)?.ItemsAt(list) ?? [])
        {
            found[container.TextAt("name") ?? ""] = container;
        }

        return found;
    }

    private static string DefaultPolicy(string image) =>
        ImageReference.TryParse(image, out var reference) && reference is { Tag: null or "latest", Digest: null } ? "Always" : "IfNotPresent";
}
