using System.Text.Json;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>One entry of an object's <c>managedFields</c>: a tool, when it last set something, and which fields it owns.</summary>
internal sealed record FieldEntry(string Manager, DateTimeOffset? At, JsonElement Fields)
{
    /// <summary>Steps as they stand there: <c>f:NAME</c>, or <c>k:{…}</c> for an item of a list.</summary>
    public bool Owns(params ReadOnlySpan<string> path) => Fields.At(path) is not null;

    /// <summary>The names of the fields right below one.</summary>
    public IReadOnlyList<string> Below(string field) =>
        Fields.At(field) is { ValueKind: JsonValueKind.Object } below ? [.. below.EnumerateObject().Select(p => p.Name)] : [];
}
