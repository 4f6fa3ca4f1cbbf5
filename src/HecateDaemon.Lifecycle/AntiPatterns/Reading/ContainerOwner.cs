namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>The object and the container that something stands in, as far as they have names.</summary>
internal readonly record struct ContainerOwner(KubernetesObject? Object, string? Container)
{
    public override string ToString() =>
        FilledIn.Shown(string.Join(", ", new[] { Object?.ToString(), Container is null ? null : $"container {Container}" }.OfType<string>()));
}
