using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>POST /api/deployments/{id}/conclude</c></summary>
internal static class ConcludeDeploymentEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/deployments/{id}/conclude", ConcludeAsync);

    private static Task<IResult> ConcludeAsync(
        string id, HttpContext context, DeploymentEndpoint endpoint, ConcludingDesk desk, CancellationToken ct) =>
        endpoint.AcceptAsync(context, id, DeploymentRequests.Default.EmptyRequest, (d, _, issued) => desk.ConcludeAsync(d, issued, ct));
}
