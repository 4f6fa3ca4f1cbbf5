using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Where a finding is: in a file, in a cluster, or in the history of what was shipped.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "in")]
[JsonDerivedType(typeof(InFile), "file")]
[JsonDerivedType(typeof(InCluster), "cluster")]
[JsonDerivedType(typeof(AtCommit), "commit")]
[JsonDerivedType(typeof(InRegistry), "registry")]
[JsonDerivedType(typeof(InRelease), "release")]
[JsonDerivedType(typeof(InDeployment), "deployment")]
public abstract record FindingPlace
{
    private FindingPlace()
    {
    }

    /// <summary>Line and column count from 1; <paramref name="Excerpt"/> is the line itself, without what must not be shown.</summary>
    public sealed record InFile(string File, int Line, int Column, string Excerpt) : FindingPlace
    {
        public override string ToString() => $"{File}:{Line}";
    }

    /// <summary>A live object, or one of its containers.</summary>
    public sealed record InCluster(
        string Kind,
        string Namespace,
        string Name,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Container) : FindingPlace
    {
        public override string ToString() => $"{Kind} {Namespace}/{Name}{(Container is null ? "" : $" container {Container}")}";
    }

    /// <summary>A commit of a repository.</summary>
    public sealed record AtCommit(string Repository, CommitId Commit) : FindingPlace
    {
        public override string ToString() => $"{Repository}@{Commit}";
    }

    /// <summary>A tag of an image.</summary>
    public sealed record InRegistry(ImageName Image, string Tag) : FindingPlace
    {
        public override string ToString() => $"{Image}:{Tag}";
    }

    /// <summary>A release tag of a code repository.</summary>
    public sealed record InRelease(string Repository, string Tag) : FindingPlace
    {
        public override string ToString() => $"{Tag} of {Repository}";
    }

    public sealed record InDeployment(DeploymentId DeploymentId) : FindingPlace
    {
        public override string ToString() => $"deployment {DeploymentId}";
    }
}
