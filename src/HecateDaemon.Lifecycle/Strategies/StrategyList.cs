using System.Collections.Frozen;
using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>The strategies that there are.</summary>
internal sealed class StrategyList(IEnumerable<IStrategy> all)
{
    private readonly FrozenDictionary<Strategy, IStrategy> byName = all.ToFrozenDictionary(s => s.Strategy);

    public IEnumerable<IStrategy> All => byName.Values.OrderBy(s => s.Strategy);

    public IStrategy Of(Strategy strategy) => byName[strategy];
}
