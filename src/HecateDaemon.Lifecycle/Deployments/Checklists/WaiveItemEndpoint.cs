using HecateDaemon.Lifecycle.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>POST /api/deployments/{id}/waive</c></summary>
internal static class WaiveItemEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/deployments/{id}/waive", WaiveAsync);

    private static Task<IResult> WaiveAsync(
        string id, HttpContext context, DeploymentEndpoint endpoint, WaivingDesk desk, CancellationToken ct) =>
        endpoint.AcceptAsync(context, id, DeploymentRequests.Default.WaiveRequest, (d, request, issued) =>
            desk.WaiveAsync(d, request.Item, request.Reason.ToString(), context.CallerGroups(), issued, ct));
}
