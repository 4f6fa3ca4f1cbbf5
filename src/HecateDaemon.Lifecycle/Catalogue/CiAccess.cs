namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Where a division's CI is asked how a commit did.</summary>
public abstract record CiAccess
{
    private CiAccess()
    {
    }

    /// <summary>A file that holds the token that is sent along; null: asked anonymously.</summary>
    public string? TokenFile { get; init; }

    /// <summary>GitHub's commit statuses and check runs, or a forge that speaks the same API.</summary>
    public sealed record GitHub(Uri Url, string Repository) : CiAccess;

    /// <summary>
    /// Anything that answers with JSON. <c>{commit}</c>, <c>{tag}</c> and <c>{version}</c> in the address are filled in; a state
    /// that is neither green nor running is red.
    /// </summary>
    public sealed record Http(string Url, string StateAt, IReadOnlyList<string> Green, IReadOnlyList<string> Running) : CiAccess;
}
