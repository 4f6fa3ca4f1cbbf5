using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>One walk over the documents of a YAML or JSON file. What stands behind an alias is read where it stands.</summary>
internal sealed class ManifestWalk(LintedFile file)
{
    private readonly ImageReader images = new(file);

    public void Visit(SourceNode root)
    {
        if (root is SourceNode.Mapping mapping)
        {
            if (Kustomization.IsNameOfOne(file.Name) && KubernetesObject.Of(mapping) is null or { Group: "kustomize.config.k8s.io" })
            {
                file.Kustomization = Kustomization.Of(mapping);
            }

            if (ComposeFile.IsOne(file.Name, mapping))
            {
                ComposeFile.Read(mapping, file, images);
            }
        }

        Visit(root, key: "", owner: null, isContainer: false);
    }

    private void Visit(SourceNode node, string key, KubernetesObject? owner, bool isContainer)
    {
        if (node is SourceNode.Sequence sequence)
        {
            var areContainers = IsListOfContainers(key, owner);
            sequence.Items.ForEach(item => Visit(item, key, owner, areContainers));
            foreach (var patch in sequence.Items.Select(i => i.Meant).OfType<SourceNode.Scalar>().Where(s => InlinePatch.IsItem(key, s.Value)))
            {
                VisitText(patch, owner: null);
            }
        }
        else if (node is SourceNode.Mapping mapping)
        {
            var itself = KubernetesObject.Of(mapping);
            if (itself is { OnlyDescribes: true })
            {
                return;
            }

            if (itself is not null)
            {
                file.Objects.Add(itself);
            }

            Read(mapping, key, itself ?? owner, isContainer || owner is not null && key is "container" or "script" or "stepTemplate");
        }
    }

    private void VisitText(SourceNode.Scalar scalar, KubernetesObject? owner)
    {
        foreach (var root in InlineText.Read(scalar, file.Text))
        {
            Visit(root, key: "", owner, isContainer: false);
        }
    }

    /// <summary>What an operation of a JSON patch puts somewhere, read as if it stood there.</summary>
    private void ReadOperation(string path, SourceNode value)
    {
        var steps = path.Split('/');
        var isInContainer = steps.Length > 2 && IsListOfContainers(steps[^2], owner: null);
        if (value is not SourceNode.Scalar scalar)
        {
            Visit(value, steps[^1], owner: null, isInContainer);
        }
        else if (steps[^1] == "image" && steps.Length > 3 && IsListOfContainers(steps[^3], owner: null))
        {
            images.ReadImage(scalar, ImageHome.Container, isPinned: false, owner: null, container: null);
        }
        else
        {
            ReadText(steps[^1].Replace("~1", "/", StringComparison.Ordinal), value, scalar, parent: "", default, isPinned: false);
        }
    }

    private void Read(SourceNode.Mapping mapping, string key, KubernetesObject? owner, bool isContainer)
    {
        if (InlinePatch.Operation(mapping) is var (path, put))
        {
            ReadOperation(path, put);
            return;
        }

        var isPinned = IsPinned(mapping);
        if (!isContainer || !ReadContainer(mapping, owner, isPinned))
        {
            VersionBeside.Read(mapping, key, owner, isPinned, file, images);
            ArgoOverrides.Read(mapping, key, owner, images);
        }

        var isJob = owner is null && IsJob(mapping);
        foreach (var (entryKey, value) in mapping.Entries)
        {
            if (entryKey is not SourceNode.Scalar { Value: var name })
            {
                continue;
            }

            if (value.Meant is SourceNode.Scalar scalar)
            {
                if (InlinePatch.IsOne(key, name, scalar.Value))
                {
                    VisitText(scalar, owner: null);
                }
                else if (InlineValues.IsOne(name, scalar.Value, owner))
                {
                    VisitText(scalar, owner);
                }
                else if (name != "image" || !isJob)
                {
                    ReadText(name, entryKey, scalar, key, new(owner, isContainer ? mapping.TextOf("name") : null), isPinned);
                }
            }
            else if (name is not ("labels" or "matchLabels") && (name is not "status" || owner is null))
            {
                Visit(value, name, owner, isContainer: false);
            }
        }
    }

    /// <summary>False if the version stands beside the image, as in a list of somebody's Helm values.</summary>
    private bool ReadContainer(SourceNode.Mapping container, KubernetesObject? owner, bool isPinned)
    {
        if (container.SeenText("tag") is not null || container.Seen("image")?.Meant is not SourceNode.Scalar { Value: not "" } image)
        {
            return false;
        }

        images.ReadImage(image, ImageHome.Container, isPinned, owner, container.TextOf("name"));
        return true;
    }

    private void ReadText(string key, SourceNode at, SourceNode.Scalar value, string parent, ContainerOwner owner, bool isPinned)
    {
        if (IsImage(key, value.Value, parent))
        {
            images.ReadImage(value, ImageHome.Elsewhere, isPinned, owner.Object, container: null);
        }
        else if (key.EndsWith("pullPolicy", StringComparison.OrdinalIgnoreCase) || key == "pull_policy")
        {
            file.Pulls.Add(new(value.Line, value.Column, key, value.Value, isPinned) { Owner = owner.ToString() });
        }
        else if (key.EndsWith("imageTag", StringComparison.OrdinalIgnoreCase) && value.Value is not ("" or "null" or "~"))
        {
            images.ReadVersion(key[..^"Tag".Length].ToLowerInvariant(), value, ImageHome.Values, isPinned, owner.Object);
        }
        else if (key == "kubectl.kubernetes.io/restartedAt" && value.Value is not ("" or "null" or "~"))
        {
            file.Restarts.Add(new(at.Line, at.Column, value.Value, owner.Object));
        }
    }

    /// <summary>An image of Ceph is a disk; under other keys than <c>image</c>, only a tag makes one of a text.</summary>
    private static bool IsImage(string key, string text, string parent) => key switch
    {
        "image" => text.Length > 0 && parent != "rbd",
        "imageName" => text.Contains(':', StringComparison.Ordinal),
        _ => key.EndsWith("Image", StringComparison.Ordinal) && text.Contains(':', StringComparison.Ordinal),
    };

    /// <summary>Keys of a job that a build server does, wherever its file lies.</summary>
    private static bool IsJob(SourceNode.Mapping mapping) => mapping.Entries.Exists(e =>
        e.Key is SourceNode.Scalar { Value: "script" or "commands" or "before_script" or "stages" });

    private static bool IsListOfContainers(string key, KubernetesObject? owner) =>
        key.EndsWith("ontainers", StringComparison.Ordinal) || owner is not null && key is "steps" or "sidecars";

    private static bool IsPinned(SourceNode.Mapping mapping) => mapping.Entries.Any(e =>
        e.Key is SourceNode.Scalar { Value: var key } && e.Value.Meant is { } value &&
        (value is SourceNode.Scalar { Value: var text }
            ? key is "digest" or "sha" or "sha256" or "imageDigest" ? text is not ("" or "null" or "~") : text.Contains("@sha256:", StringComparison.Ordinal)
            : key == "image" && value is SourceNode.Mapping inner && inner.Entries.Any(i =>
                i.Value.Meant is SourceNode.Scalar { Value: var deep } && deep.Contains("sha256:", StringComparison.Ordinal))));
}
