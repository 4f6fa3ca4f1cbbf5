using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>POST /api/deployments/{id}/open</c></summary>
internal static class OpenDeploymentEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/deployments/{id}/open", OpenAsync);

    private static Task<IResult> OpenAsync(
        string id, HttpContext context, DeploymentEndpoint endpoint, OpeningDesk desk, CancellationToken ct) =>
        endpoint.AcceptAsync(context, id, DeploymentRequests.Default.EmptyRequest, (d, _, issued) => desk.OpenAsync(d, issued, ct));
}
