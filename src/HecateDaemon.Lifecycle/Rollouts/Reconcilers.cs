using System.Collections.Frozen;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>The reconcilers that there are, chosen by the word that an environment's configuration uses.</summary>
public sealed class Reconcilers(IEnumerable<IReconcile> all)
{
    private readonly FrozenDictionary<string, IReconcile> byKind = all.ToFrozenDictionary(r => r.Kind, StringComparer.Ordinal);

    public IReconcile For(TargetEnvironment environment) =>
        byKind.GetValueOrDefault(environment.Reconciler.Kind)
        ?? throw new OutsideWorldException(
            $"environment '{environment.Name}' wants the reconciler '{environment.Reconciler.Kind}'; there are {string.Join(", ", byKind.Keys.Order(StringComparer.Ordinal))}")
        { NeedsPerson = true };
}
