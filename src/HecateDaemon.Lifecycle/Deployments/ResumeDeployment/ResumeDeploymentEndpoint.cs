using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>POST /api/deployments/{id}/resume</c></summary>
internal static class ResumeDeploymentEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/deployments/{id}/resume", ResumeAsync);

    private static Task<IResult> ResumeAsync(
        string id, HttpContext context, DeploymentEndpoint endpoint, OpeningDesk desk, CancellationToken ct) =>
        endpoint.AcceptAsync(context, id, DeploymentRequests.Default.EmptyRequest, (d, _, issued) => desk.ResumeAsync(d, issued, ct));
}
