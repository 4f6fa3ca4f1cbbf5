using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Looks into a code repository as its remote has it now. Never writes.</summary>
public interface IReadCodeRepository
{
    /// <summary>The commit that the tag names (an annotated tag is followed to its commit), or null if there is no such tag.</summary>
    Task<CommitId?> FindTagAsync(string repository, string tag, CancellationToken ct);
}
