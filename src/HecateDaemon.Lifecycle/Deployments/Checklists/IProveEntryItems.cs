namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>As <see cref="IProveEntryItem"/>, for items that one look answers together.</summary>
public interface IProveEntryItems
{
    /// <summary>The items' codes.</summary>
    IReadOnlyList<string> Items { get; }

    /// <summary>A proof for each of them.</summary>
    Task<IReadOnlyDictionary<string, Proof>> ProveAllAsync(Deployment deployment, CancellationToken ct);
}
