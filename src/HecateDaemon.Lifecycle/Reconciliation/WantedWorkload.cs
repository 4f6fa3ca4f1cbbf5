using System.Text.Json;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>A workload as the GitOps repository wants it, rendered as the reconciler would.</summary>
public sealed record WantedWorkload(DivisionId DivisionId, DriftedWorkload Workload, JsonElement Json);
