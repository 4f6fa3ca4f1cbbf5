using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>POST /api/deployments/{id}/abort</c></summary>
internal static class AbortDeploymentEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/deployments/{id}/abort", AbortAsync);

    private static Task<IResult> AbortAsync(
        string id, HttpContext context, DeploymentEndpoint endpoint, DeploymentDesk desk, CancellationToken ct) =>
        endpoint.AcceptAsync(context, id, DeploymentRequests.Default.ReasonRequest, (d, request, issued) => desk.AcceptAsync(new AbortDeployment(d, issued, request.Reason.ToString()), ct));
}
