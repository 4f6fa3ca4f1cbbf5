using System.Diagnostics;
using HecateDaemon.Adapters.Web;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Images;

namespace HecateDaemon.Adapters.Ci;

/// <summary>Asks each division's CI in its own way.</summary>
internal sealed class CiStatus(OutgoingHttp http) : IAskCi
{
    public Task<CiVerdict> AskAsync(CiAccess ci, CiQuestion question, CancellationToken ct) => ci switch
    {
        CiAccess.GitHub github => new GitHubStatus(http, github).AskAsync(question.Commit, ct),
        CiAccess.Http probe => new HttpStatus(http, probe).AskAsync(question, ct),
        _ => throw new UnreachableException($"{ci.GetType().Name} is no way to ask CI"),
    };
}
