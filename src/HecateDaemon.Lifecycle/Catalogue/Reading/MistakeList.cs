namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>
/// Collects mistakes while reading goes on with stand-in values, which never leave: one mistake, and there is no catalogue.
/// </summary>
internal sealed class MistakeList
{
    private readonly List<Mistake> all = [];

    public bool IsEmpty => all.Count is 0;

    public void Add(string key, string sentence) => all.Add(new Mistake(key, sentence));

    /// <summary>True if this very setting was read wrongly: nothing can be concluded from its stand-in.</summary>
    public bool Has(string key) => all.Exists(m => m.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    public IReadOnlyList<Mistake> InOrder() =>
        [.. all.OrderBy(m => m.Key, StringComparer.Ordinal).ThenBy(m => m.Sentence, StringComparer.Ordinal)];
}
