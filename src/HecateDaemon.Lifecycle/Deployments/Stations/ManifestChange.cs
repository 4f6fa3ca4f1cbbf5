using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>One place in a manifest. Line and column count from 1. The workload is null where the place does not tell one.</summary>
public sealed record ManifestChange(
    string File,
    int Line,
    int Column,
    string Kind,
    string Old,
    string New,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ShippedWorkload? Workload);
