using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>POST /api/deployments</c></summary>
internal static class InitiateDeploymentEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/deployments", InitiateAsync);

    private static async Task<IResult> InitiateAsync(
        HttpContext context, DeploymentEndpoint endpoint, DeploymentDesk desk, ShippingCatalogue catalogue, CancellationToken ct)
    {
        var body = await Body.ReadAsync(context, DeploymentRequests.Default.InitiateRequest, ct);
        if (!body.TryGet(out var request, out var problem) || !endpoint.TryIssue(context, out var issued, out problem))
        {
            return problem;
        }

        if (Unknown(request, catalogue) is { } unknown)
        {
            return Problems.Unknown(unknown);
        }

        var id = DeploymentId.Parse(issued.CommandId.ToString("N"));
        var plan = Plan.For(catalogue.Environments[request.Environment], request.Strategy);
        var accepted = await desk.AcceptAsync(
            new InitiateDeployment(id, issued, request.DivisionId, request.Environment, request.Version, plan, RollbackOf: null), ct);
        return accepted.Decision.Refusal is null
            ? Answers.Born($"/api/deployments/{id}", endpoint.Document(accepted), DeploymentAnswers.Default.DeploymentAnswer)
            : endpoint.Answer(accepted);
    }

    private static Refusal? Unknown(InitiateRequest request, ShippingCatalogue catalogue) =>
        !catalogue.Divisions.ContainsKey(request.DivisionId)
            ? Refusal.Because("division_unknown", $"no division '{request.DivisionId}' is configured; there are {Names(catalogue.Divisions.Keys)}")
        : !catalogue.Environments.ContainsKey(request.Environment)
            ? Refusal.Because("environment_unknown", $"no environment '{request.Environment}' is configured; there are {Names(catalogue.Environments.Keys)}")
        : null;

    private static string Names<T>(IReadOnlyCollection<T> known) =>
        known.Count == 0 ? "none" : string.Join(", ", known.Select(k => $"{k}").Order(StringComparer.Ordinal));
}
