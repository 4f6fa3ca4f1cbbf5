using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>Proposes a strategy by the files that changed, as the seed says: canary for mesh and event store schema, recreate where two versions cannot coexist, else rolling.</summary>
internal static class Advisor
{
    private const int MostNamed = 3;

    public static Proposal Propose(IReadOnlyList<string> changed, Advice advice) =>
        Matching(changed, advice.CannotCoexist) is [_, ..] incompatible ? new(
            Strategy.Recreate, $"{Named(incompatible)} changed, which is declared as what old and new versions cannot share: \"Use recreate only when old and new versions cannot coexist.\"")
        : Matching(changed, [.. advice.Mesh, .. advice.EventStoreSchema]) is [_, ..] risky ? new(
            Strategy.Canary, $"{Named(risky)} changed: \"Use canary for changes that touch the mesh or event store schema.\"")
        : new(Strategy.Rolling, $"none of the {changed.Count} changed files is declared as risky: \"For most Hecate divisions, rolling is the default.\"");

    private static IReadOnlyList<string> Matching(IReadOnlyList<string> changed, IReadOnlyList<string> globs) =>
        [.. changed.Where(path => globs.Any(glob => PathGlob.Matches(glob, path)))];

    private static string Named(IReadOnlyList<string> paths) =>
        string.Join(", ", paths.Take(MostNamed)) + (paths.Count > MostNamed ? $" and {paths.Count - MostNamed} more" : "");
}

/// <summary>A strategy that is proposed, and why, with the seed's words.</summary>
internal sealed record Proposal(
    [property: System.Text.Json.Serialization.JsonConverter(typeof(Values.SnakeCaseEnumConverter<Strategy>))] Strategy Strategy, string Why);
