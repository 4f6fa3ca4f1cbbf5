using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>POST /api/deployments/{id}/attest</c></summary>
internal static class AttestItemEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/deployments/{id}/attest", AttestAsync);

    private static Task<IResult> AttestAsync(
        string id, HttpContext context, DeploymentEndpoint endpoint, DeploymentDesk desk, CancellationToken ct) =>
        endpoint.AcceptAsync(context, id, DeploymentRequests.Default.AttestRequest, (d, request, issued) => desk.AcceptAsync(new AttestItem(d, issued, request.Item, request.Note.ToString()), ct));
}
