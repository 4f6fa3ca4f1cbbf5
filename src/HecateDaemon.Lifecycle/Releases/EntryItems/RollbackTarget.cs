using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Whether there is something to go back to: the previous release is in the history, and its image in the registry.</summary>
internal sealed class RollbackTarget(IFindImages registry)
{
    private const string Item = "rollback_target";

    public async Task<Finding> LookAsync(ReleaseReport report, Division division, CancellationToken ct)
    {
        if (report.PreviousRelease is not { } previous)
        {
            return new(Item, Verdict.NotApplicable, "there is no earlier release to go back to");
        }

        if (!ReleaseVersion.TryParse(previous[division.TagPrefix.Length..], out var version))
        {
            return new(Item, Verdict.CannotTell, $"the previous release {previous} names no semantic version");
        }

        try
        {
            foreach (var tag in TagSpellings.Of(version))
            {
                if (await registry.FindDigestAsync(division.Image, tag, ct) is { } digest)
                {
                    var branch = report.PreviousIsAncestor is true ? "" : ", on another branch";
                    return new(Item, Verdict.Satisfied, $"{previous}{branch} is in the registry as {division.Image}:{tag}, {digest}");
                }
            }
        }
        catch (OutsideWorldException e)
        {
            return new(Item, Verdict.CannotTell, $"whether {previous} is in the registry could not be seen: {e.Message}");
        }

        return new(Item, Verdict.Unsatisfied,
            $"the previous release {previous} cannot be gone back to: {division.Image} has neither {string.Join(" nor ", TagSpellings.Of(version))}");
    }
}
