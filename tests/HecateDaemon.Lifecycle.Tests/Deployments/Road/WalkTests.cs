using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>One walker for a deployment, and none for one that is shelved.</summary>
public sealed class WalkTests : InAWorld
{
    [Fact]
    public async Task Nothing_more_is_done_for_what_is_shelved_in_the_middle()
    {
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var held = new TaskCompletionSource();
        World.Outside.Fault = async (port, ct) =>
        {
            if (port == "bump")
            {
                held.TrySetResult();
                await Task.Delay(Timeout.Infinite, ct);
            }
        };
        var id = await World.SetOutAsync("1.0.0");
        await held.Task;

        await World.SendAsync(new ShelveDeployment(id, World.Ask(), "stop"));
        await World.SettledAsync();

        await World.UntilAsync(id, _ => World.Outside.Calls.Count(c => c == "bump") == 1);
        World.Outside.Acts.ShouldBeEmpty();
        (await World.StoryAsync(id)).ShouldEndWith("baseline_taken_v1\ndeployment_shelved_v1");
        World.Outside.Fault = (_, _) => Task.CompletedTask;
        await World.ResumeAsync(id);
        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
    }

    [Fact]
    public async Task An_effect_that_dies_of_being_cut_off_does_not_take_the_next_walk_with_it()
    {
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        var held = new TaskCompletionSource();
        var id = await World.InitiateAsync("1.0.0");
        World.Outside.Fault = async (port, ct) =>
        {
            if (port == "registry" && await World.IsOnTheRoadAsync(id) && held.TrySetResult())
            {
                await Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => throw new IOException("broken pipe"), TaskScheduler.Default);
            }
        };
        await World.OpenAsync(id);
        await held.Task;

        await World.SendAsync(new ShelveDeployment(id, World.Ask(), "stop"));
        await World.ResumeAsync(id);

        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
        World.Outside.MostAtOnce.ShouldBe(1);
    }

    [Fact]
    public async Task Never_do_two_walk_for_one_deployment_however_often_it_is_shelved_and_resumed()
    {
        await World.StartAsync();
        World.Outside.Release("1.0.0");
        World.Outside.Fault = (port, _) => port == "registry" ? Task.Delay(TimeSpan.FromMilliseconds(1), CancellationToken.None) : Task.CompletedTask;
        var id = await World.SetOutAsync("1.0.0");

        for (var i = 0; i < 20; i++)
        {
            await World.SendAsync(new ShelveDeployment(id, World.Ask(), "stop"));
            await World.ResumeAsync(id);
        }

        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
        World.Outside.MostAtOnce.ShouldBe(1);
        World.Outside.Acts.Count.ShouldBe(2);
    }
}
