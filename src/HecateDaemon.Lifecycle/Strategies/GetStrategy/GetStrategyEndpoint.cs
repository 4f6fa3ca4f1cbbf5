using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary><c>GET /api/deployments/{id}/strategy</c></summary>
internal static class GetStrategyEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/deployments/{id}/strategy", GetAsync);

    private static async Task<IResult> GetAsync(
        string id, DeploymentStreams streams, StrategyReview review, ReleaseAdvice advice, StrategyList strategies, CancellationToken ct)
    {
        if (!DeploymentId.TryParse(id, out var deployment) || await streams.LoadAsync(deployment, ct) is not { Last: not null } loaded)
        {
            return DeploymentEndpoint.UnknownId();
        }

        var seen = loaded.State;
        var answer = new StrategyAnswer
        {
            DeploymentId = seen.Id,
            Strategy = seen.Plan!.Strategy,
            Proposal = await ProposalAsync(seen, advice, ct),
            Options = await OptionsAsync(seen, review, strategies, ct),
            Ahead = Ahead(seen, strategies.Of(seen.Plan.Strategy)),
            Taken = [.. loaded.Happened.Values.OfType<ManifestsBumped>().Where(b => b.Step is not null).OrderBy(b => b.HappenedAt).ThenBy(b => b.Step!.Number).Select(TakenStep)],
            Promotion = seen.Promotion?.Reason,
            Abort = seen.Abort,
        };
        return Answers.Ok(answer, StrategyAnswers.Default.StrategyAnswer);
    }

    private static async Task<Proposal?> ProposalAsync(Deployment seen, ReleaseAdvice advice, CancellationToken ct)
    {
        try
        {
            return await advice.ProposeAsync(seen, ct);
        }
        catch (OutsideWorldException)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<StrategyOption>> OptionsAsync(
        Deployment seen, StrategyReview review, StrategyList strategies, CancellationToken ct)
    {
        try
        {
            return [.. (await review.JudgeAsync(seen, ct)).Select(j => Option(j, isFeasible: j.WhyNot is null))];
        }
        catch (OutsideWorldException e)
        {
            return [.. strategies.All.Select(s => Option(new(s.Strategy, $"it cannot be judged: {e.Message}"), isFeasible: null))];
        }
    }

    private static StrategyOption Option(JudgedStrategy judged, bool? isFeasible)
    {
        var (useWhen, risk) = SeedTable.Of(judged.Strategy);
        return new(judged.Strategy, useWhen, risk, isFeasible, judged.WhyNot);
    }

    private static IReadOnlyList<StageDocument> Ahead(Deployment seen, IStrategy strategy) => seen is { Abort: not null } or { Phase: Phase.Completed }
        ? []
        : [.. strategy.Stages(seen.Plan!, seen.RollbackOf is not null)
            .Skip(seen.Bump?.Step?.Number ?? 0)
            .Where(s => seen.Promotion is null || !s.Beside)
            .Select(s => new StageDocument(s.Name, s.What))];

    private static StepDocument TakenStep(ManifestsBumped bumped) =>
        new(bumped.Step!.Number, bumped.Step.Name, bumped.Step.What, bumped.Commit, bumped.HappenedAt);
}
