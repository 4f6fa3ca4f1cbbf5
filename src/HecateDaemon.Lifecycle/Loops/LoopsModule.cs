using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Loops;

/// <summary>The loops: how they are registered, seen (<c>GET /api/loops</c>) and run at once (<c>POST /api/loops/{name}/run</c>).</summary>
public static class LoopsModule
{
    /// <summary>Puts a loop around a round that is registered as a singleton.</summary>
    public static IServiceCollection AddLoop<TRound>(this IServiceCollection services) where TRound : class, ILoopRound
    {
        services.AddSingleton<LoopOf<TRound>>();
        services.AddSingleton(s => s.GetRequiredService<LoopOf<TRound>>().Loop);
        services.AddSingleton<IHeartbeat>(s => s.GetRequiredService<LoopOf<TRound>>().Loop);
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<LoopOf<TRound>>().Loop);
        return services;
    }

    public static void MapLoops(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/loops", (IEnumerable<Loop> loops) =>
            Answers.Ok(new LoopsAnswer([.. loops.Select(l => l.Status)]), LoopAnswers.Default.LoopsAnswer));
        routes.MapPost("/api/loops/{name}/run", RunAsync);
    }

    private static async Task<IResult> RunAsync(string name, IEnumerable<Loop> loops, CancellationToken ct) =>
        loops.FirstOrDefault(l => l.Name == name) is { } loop
            ? Answers.Ok(new LoopAnswer(await loop.RunNowAsync(ct)), LoopAnswers.Default.LoopAnswer)
            : Problems.Unknown($"there is no loop of this name; there are {string.Join(", ", loops.Select(l => l.Name))}");

    private sealed class LoopOf<TRound>(TRound round, TimeProvider clock, ILogger<Loop> logger) where TRound : class, ILoopRound
    {
        public Loop Loop { get; } = new(round, clock, logger);
    }
}

internal sealed record LoopsAnswer(IReadOnlyList<LoopStatus> Loops) : Answer;

internal sealed record LoopAnswer(LoopStatus Loop) : Answer;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LoopsAnswer))]
[JsonSerializable(typeof(LoopAnswer))]
internal sealed partial class LoopAnswers : JsonSerializerContext;
