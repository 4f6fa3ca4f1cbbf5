using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>kill -9 at any write: nothing twice, nothing lost.</summary>
public sealed class CrashTests
{
    private static readonly DeploymentId First = DeploymentId.Parse("d1-0-0");
    private static readonly DeploymentId Second = DeploymentId.Parse("d1-1-0");

    [Theory, InlineData(false), InlineData(true)]
    public async Task Wherever_it_crashes_the_story_ends_the_same(bool stored)
    {
        var (told, writes) = await TellAsync(crashAtWrite: 0, stored);
        told.ShouldContain("pushed fix: Rollback to v1.0.0 due to smoke test failed");

        await Parallel.ForAsync(1, writes + 1, async (write, _) =>
        {
            var (again, _) = await TellAsync(write, stored);

            again.ShouldBe(told, $"after a crash {(stored ? "behind" : "before")} write {write} of {writes}");
        });
    }

    [Fact]
    public async Task Starting_again_after_every_single_event_changes_nothing()
    {
        await using var world = await NewWorldAsync();
        await world.StartAsync();
        foreach (var (id, open) in Chapters(world))
        {
            await open();
            await world.RestartUntilCompletedAsync(id);
        }

        (await SumAsync(world)).ShouldBe((await TellAsync(crashAtWrite: 0, stored: false)).Story);
    }

    /// <summary>One release is shipped; the next one is bad and rolled back. Gives what is there in the end.</summary>
    private static async Task<(string Story, int Writes)> TellAsync(int crashAtWrite, bool stored)
    {
        await using var world = await NewWorldAsync();
        await world.StartAsync(crashAtWrite, stored);
        foreach (var (id, open) in Chapters(world))
        {
            while (!await TryAsync(world, open))
            {
            }

            while ((await world.LoadAsync(id)).Phase is not Phase.Completed)
            {
                await ReviveAsync(world);
                world.Clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(TimeSpan.FromMilliseconds(1));
            }
        }

        var story = await SumAsync(world);
        var writes = world.Store.Writes;
        await world.RestartAsync();
        var events = (await world.AllAsync()).Count;
        await world.ReplayPoliciesAsync();
        (await world.AllAsync()).Count.ShouldBe(events, "policies that see everything a second time have nothing left to do");
        return (story, writes);
    }

    /// <summary>Two deployments, pending, with everything waived that a person would have to attest.</summary>
    private static async Task<World> NewWorldAsync()
    {
        var world = new World();
        world.Production = world.Production with { OnFailure = FailurePolicy.RollBack, ObservationWindow = TimeSpan.Zero };
        world.Outside.Release("1.0.0");
        world.Outside.Release("1.1.0");
        world.Outside.SickVersions[ReleaseVersion.Parse("1.1.0")] = true;
        await InitiateAsync(world, First, "1.0.0");
        await InitiateAsync(world, Second, "1.1.0");
        await world.ForgetTheBeginningAsync();
        return world;
    }

    private static async Task InitiateAsync(World world, DeploymentId id, string version)
    {
        var codec = new EventCodec(DeploymentEventTypes.All);
        var desk = new DeploymentDesk(new(world.Log, codec), world.Log, codec);
        var plan = Plan.For(world.Production);
        await desk.AcceptAsync(
            new InitiateDeployment(id, world.Ask(), Story.Division, Story.Environment, ReleaseVersion.Parse(version), plan, RollbackOf: null),
            CancellationToken.None);
        foreach (var (item, _) in EntryChecklist.Items.Concat(ExitChecklist.Items))
        {
            await desk.AcceptAsync(new WaiveItem(id, world.Ask(), item, "only a test"), CancellationToken.None);
        }
    }

    /// <summary>What people ask for, in order. Each request is repeated with the id that it had.</summary>
    private static IEnumerable<(DeploymentId Id, Func<Task> Open)> Chapters(World world)
    {
        var (first, second) = (world.Ask(), world.Ask());
        yield return (First, () => OpenAsync(world, First, first));
        yield return (Second, () => OpenAsync(world, Second, second));
    }

    private static async Task OpenAsync(World world, DeploymentId id, Issued issued)
    {
        var opened = await world.Get<OpeningDesk>().OpenAsync(id, issued, CancellationToken.None);
        opened.Decision.Refusal.ShouldBeNull();
        opened.Decision.Events.Single().ShouldBeOfType<DeploymentOpened>("a repeat is answered as the first time");
    }

    private static async Task<bool> TryAsync(World world, Func<Task> open)
    {
        try
        {
            await ReviveAsync(world);
            await open();
            return true;
        }
        catch (OutsideWorldException)
        {
            return false;
        }
    }

    /// <summary>The last crash points are in the policies' own last writes.</summary>
    private static async Task SettleAsync(World world)
    {
        var settled = world.SettledAsync();
        while (!settled.IsCompleted)
        {
            await ReviveAsync(world);
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }

        await settled;
    }

    private static async Task ReviveAsync(World world)
    {
        if (world.Store.HasCrashed)
        {
            await world.RestartAsync();
        }
    }

    /// <summary>Every deployment's story, who holds what in the end, and what was done outside.</summary>
    private static async Task<string> SumAsync(World world)
    {
        await SettleAsync(world);
        var streams = (await world.AllAsync()).Select(e => e.Stream).Distinct().Where(s => s.StartsWith(DeploymentStreams.Prefix)).ToList();
        var stories = new List<string>();
        foreach (var stream in streams)
        {
            stories.Add($"{stream}:\n{World.Scenes((await world.EventsAsync(stream)).Where(e => e.Type != "deployment_waited_v1"))}");
        }

        var codec = new EventCodec(DeploymentEventTypes.All);
        var (slots, _) = await new SlotDesk(new(world.Log, codec), world.Log, codec).LoadAsync(Story.Environment, CancellationToken.None);
        stories.Add($"held: {string.Join(", ", slots.Held.Values.Select(h => h.DeploymentId))}");
        stories.Add($"shipped: {string.Join(", ", slots.Shipped[Story.Division].Select(s => $"{s.Version} by {s.DeploymentId}"))}");
        stories.AddRange(world.Outside.Acts);
        return string.Join('\n', stories);
    }
}
