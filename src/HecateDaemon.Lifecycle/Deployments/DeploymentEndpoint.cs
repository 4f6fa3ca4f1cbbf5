using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What all command endpoints do: read the id, the body and who asks; send the command; tell what became of it.</summary>
internal sealed class DeploymentEndpoint(EventCodec codec, TimeProvider clock)
{
    public async Task<IResult> AcceptAsync<TRequest>(
        HttpContext context,
        string id,
        JsonTypeInfo<TRequest> json,
        Func<DeploymentId, TRequest, Issued, Task<Accepted>> accept)
        where TRequest : class
    {
        var body = await Body.ReadAsync(context, json, context.RequestAborted);
        return !DeploymentId.TryParse(id, out var deployment) ? UnknownId()
            : !body.TryGet(out var request, out var problem) ? problem
            : !TryIssue(context, out var issued, out problem) ? problem
            : Answer(await accept(deployment, request, issued));
    }

    public bool TryIssue(HttpContext context, out Issued issued, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Problem? problem)
    {
        var onlyAt = default(long?);
        if (RequestId.TryGet(context, clock, out var requestId, out problem) && !TryIfMatch(context, out onlyAt))
        {
            problem = Problems.Malformed("If-Match must be a stream's version as an answer gave it, such as \"3\"");
        }

        issued = Issued.ByCaller(requestId, context.Caller(), clock.GetUtcNow()) with { OnlyAt = onlyAt };
        return problem is null;
    }

    public IResult Answer(Accepted accepted) => accepted.Decision.Refusal switch
    {
        null => Answers.Ok(Document(accepted), DeploymentAnswers.Default.DeploymentAnswer),
        { Code: Refusal.StaleVersion } stale => Problems.StaleVersion(stale.Reason),
        _ when accepted.Deployment.Phase is Phase.Unborn => UnknownId(),
        { } refusal => Problems.Refused(refusal, accepted.Deployment.Phase.Word(), AvailableActions.Of(accepted.Deployment)),
    };

    public DeploymentAnswer Document(Accepted accepted) => new(
        DeploymentDocument.Of(accepted.Deployment),
        accepted.Version,
        [.. accepted.Decision.Events.Select(codec.WireNameOf)]);

    public static Problem UnknownId() => Problems.Unknown("there is no deployment with this id: GET /api/deployments lists them");

    private static bool TryIfMatch(HttpContext context, out long? version)
    {
        var given = context.Request.Headers.IfMatch.ToString();
        var reads = long.TryParse(given.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        version = reads ? number : null;
        return reads || given is "" or "*";
    }
}
