using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>GET /api/deployments/{id}</c>, read from its own stream: never behind.</summary>
internal static class GetDeploymentByIdEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/deployments/{id}", GetAsync);

    private static async Task<IResult> GetAsync(string id, DeploymentStreams streams, CancellationToken ct) =>
        DeploymentId.TryParse(id, out var deployment) && await streams.LoadAsync(deployment, ct) is { Last: not null } loaded
            ? Answers.Ok(
                new DeploymentAnswer(DeploymentDocument.Of(loaded.State), loaded.Version, Events: null),
                DeploymentAnswers.Default.DeploymentAnswer)
            : DeploymentEndpoint.UnknownId();
}
