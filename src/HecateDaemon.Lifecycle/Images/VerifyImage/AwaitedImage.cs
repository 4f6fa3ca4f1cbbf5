using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>Waits for CI to push an image: often at first, seldom later, and not beyond the environment's deadline.</summary>
internal sealed class AwaitedImage(ShippingCatalogue catalogue, IAskCi ci, TimeProvider clock)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    public async Task<Step> WaitAsync(Deployment seen, CancellationToken ct)
    {
        var division = catalogue.DivisionOf(seen);
        var deadline = catalogue.EnvironmentOf(seen).ImageDeadline;
        var waited = clock.GetUtcNow() - seen.Since;
        var what = $"image {division.Image} with tag {string.Join(" or ", TagSpellings.Of(seen.Version))}";
        return await AskAsync(seen, division, ct) switch
        {
            { State: CiState.Red } red => Step.NeedPerson($"{what}: CI has failed, {red.Detail}"),
            _ when waited >= deadline => Step.NeedPerson($"{what}: CI has not pushed it within {deadline}; look at its run"),
            { State: CiState.Running } => Step.WaitFor($"CI to push {what}; it is at work", PauseAfter(waited)),
            { State: CiState.Green } => Step.WaitFor($"CI to push {what}; it is green", PauseAfter(waited)),
            _ => Step.WaitFor($"CI to push {what}", PauseAfter(waited)),
        };
    }

    /// <summary>CI is only asked for what it knows; that it cannot be asked does not keep anybody from waiting.</summary>
    private async Task<CiVerdict?> AskAsync(Deployment seen, Division division, CancellationToken ct)
    {
        try
        {
            return division.Ci is { } access
                ? await ci.AskAsync(access, new(seen.Release!.Commit, seen.Release.Tag, seen.Version), ct)
                : null;
        }
        catch (OutsideWorldException)
        {
            return null;
        }
    }

    /// <summary>A tenth of what was waited already.</summary>
    private static TimeSpan PauseAfter(TimeSpan waited)
    {
        var tenth = waited / 10;
        return tenth < ShortestPause ? ShortestPause : tenth > LongestPause ? LongestPause : tenth;
    }
}
