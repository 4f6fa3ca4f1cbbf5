using HecateDaemon.Lifecycle.Catalogue;
namespace HecateDaemon.Lifecycle.Releases;

/// <summary>The version that the commits since the last release ask for; null where they do not tell.</summary>
public sealed record NextVersion(string? Version, string Why)
{
    /// <summary>There is nothing to release.</summary>
    public bool IsNothing { get; init; }

    private const string First = "0.1.0";

    internal static NextVersion Of(TaggedRelease? last, TaggedRelease? previous, ChangeSet changes, ZeroRule zero)
    {
        if (changes.Count is 0)
        {
            return new(null, $"no commits since {last?.Name.Name ?? "the beginning"}") { IsNothing = true };
        }

        if (changes.ReleaseAs is { } asked)
        {
            return new(asked.Text, $"Release-As: {asked}");
        }

        if (previous is null)
        {
            return last is null ? new(First, "there is no release yet") : new(last.Version.Core.Text, $"to which {last} leads");
        }

        var share = $"{changes.Read.Count} of {changes.Count} commits since {previous} follow the convention";
        if (previous.Version.IsCalendar || previous.Version.Semantic is null)
        {
            return new(null, $"{previous} is not a version whose numbers say what changed");
        }

        var next = JumpRules.Next(previous.Version, JumpRules.Proposed(previous.Version, changes.Needed, zero));
        if (!changes.FollowsConvention)
        {
            return new(null, $"only {share}; they ask for {next} at least");
        }

        // The pre-releases that are out may have promised more.
        return last?.Version is { IsPrerelease: true } lead && VersionNumber.TryParse(next, out var proposed) && proposed.IsBefore(lead.Core)
            ? new(lead.Core.Text, $"to which {last} leads; {share}")
            : new(next, $"{share}");
    }
}
