using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>POST /api/holds/{id}/lift</c>, where the id is that of the deployment which was rolled back.</summary>
internal static class LiftHoldEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/holds/{id}/lift", LiftAsync);

    private static Task<IResult> LiftAsync(
        string id, HttpContext context, DeploymentEndpoint endpoint, HoldDesk desk, CancellationToken ct) =>
        endpoint.AcceptAsync(context, id, DeploymentRequests.Default.ReasonRequest, (d, request, issued) => desk.LiftAsync(d, request.Reason.ToString(), issued, ct));
}
