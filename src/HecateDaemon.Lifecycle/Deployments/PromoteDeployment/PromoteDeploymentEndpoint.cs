using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>POST /api/deployments/{id}/promote</c></summary>
internal static class PromoteDeploymentEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/deployments/{id}/promote", PromoteAsync);

    private static Task<IResult> PromoteAsync(
        string id, HttpContext context, DeploymentEndpoint endpoint, DeploymentDesk desk, CancellationToken ct) =>
        endpoint.AcceptAsync(context, id, DeploymentRequests.Default.ReasonRequest, (d, request, issued) => desk.AcceptAsync(new PromoteDeployment(d, issued, request.Reason.ToString()), ct));
}
