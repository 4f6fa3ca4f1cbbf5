using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>Asks a division's CI how a release's commit did.</summary>
public interface IAskCi
{
    Task<CiVerdict> AskAsync(CiAccess ci, CiQuestion question, CancellationToken ct);
}
