using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>POST /api/deployments/{id}/shelve</c></summary>
internal static class ShelveDeploymentEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/deployments/{id}/shelve", ShelveAsync);

    private static Task<IResult> ShelveAsync(
        string id, HttpContext context, DeploymentEndpoint endpoint, DeploymentDesk desk, CancellationToken ct) =>
        endpoint.AcceptAsync(context, id, DeploymentRequests.Default.ReasonRequest, (d, request, issued) => desk.AcceptAsync(new ShelveDeployment(d, issued, request.Reason.ToString()), ct));
}
