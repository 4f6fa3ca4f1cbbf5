using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>GET /api/deployments/{id}/checklist</c>: before opening, the entry items are looked at anew; afterwards they are as opening found them.</summary>
internal static class GetChecklistEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/deployments/{id}/checklist", GetAsync);

    private static async Task<IResult> GetAsync(string id, DeploymentStreams streams, EntryProofs proofs, CancellationToken ct)
    {
        if (!DeploymentId.TryParse(id, out var deployment) || await streams.LoadAsync(deployment, ct) is not { Last: not null } loaded)
        {
            return DeploymentEndpoint.UnknownId();
        }

        var entry = loaded.State.Phase is Phase.Pending ? await proofs.ProveAsync(loaded.State, ct) : loaded.State.EntryChecklist;
        return Answers.Ok(new ChecklistAnswer(entry, ExitChecklist.Of(loaded.State)), DeploymentAnswers.Default.ChecklistAnswer);
    }
}
