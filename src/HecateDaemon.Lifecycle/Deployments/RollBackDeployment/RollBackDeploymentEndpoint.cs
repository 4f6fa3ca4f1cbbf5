using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>POST /api/deployments/{id}/rollback</c></summary>
internal static class RollBackDeploymentEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/deployments/{id}/rollback", RollBackAsync);

    private static Task<IResult> RollBackAsync(
        string id, HttpContext context, DeploymentEndpoint endpoint, RollbackDesk desk, CancellationToken ct) =>
        endpoint.AcceptAsync(context, id, DeploymentRequests.Default.RollbackRequest, (d, request, issued) => desk.RollBackAsync(d, request.Reason.ToString(), request.Version, onlyTurn: null, issued, ct));
}
