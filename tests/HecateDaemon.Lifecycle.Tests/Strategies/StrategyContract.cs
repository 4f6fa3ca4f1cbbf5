using HecateDaemon.Lifecycle.Strategies;

namespace HecateDaemon.Lifecycle.Tests.Strategies;

/// <summary>What every strategy is held to, wherever it may be used.</summary>
public abstract class StrategyContract
{
    /// <summary>Folders in which the strategy is feasible, each anew, and what one of them holds at the end of a healthy run.</summary>
    private protected abstract IEnumerable<(Scene Scene, Func<string, string> AtTheEnd)> Scenes();

    [Fact]
    public void It_is_feasible_and_every_healthy_run_ends_with_the_new_version_everywhere()
    {
        foreach (var (scene, atTheEnd) in Scenes())
        {
            scene.WhyNot.ShouldBeNull();

            scene.Walk().ShouldBeOfType<Move.Done>();

            scene.Steps.ShouldNotBeEmpty();
            foreach (var (file, text) in Scene.Texts(scene.Before))
            {
                scene[file].ShouldBe(atTheEnd(text));
            }
        }
    }

    [Fact]
    public void Nothing_is_taken_while_the_step_before_is_under_way()
    {
        EverywhereOnTheWay((scene, _) => scene.Next(Progress.UnderWay).ShouldBeOfType<Move.Wait>());
    }

    [Fact]
    public void A_failure_leads_back_from_everywhere_and_never_forward()
    {
        EverywhereOnTheWay((scene, _) =>
        {
            scene.IsPromoted = true;
            scene.Next(Progress.Failed).ShouldBeOfType<Move.Take>().Stage.ShouldBe(Stage.Abort);
            scene.Take((Move.Take)scene.Next(Progress.Failed));
            scene.ShouldBeBack();
        });
    }

    [Fact]
    public void A_person_may_turn_it_back_from_everywhere_be_the_step_well_or_under_way()
    {
        EverywhereOnTheWay((scene, steps) =>
        {
            var progress = steps % 2 is 0 ? Progress.Well : Progress.UnderWay;
            scene.Take(scene.Next(progress, isAborted: true).ShouldBeOfType<Move.Take>());
            scene.Next(Progress.UnderWay, isAborted: true).ShouldBeOfType<Move.Wait>();
            scene.ShouldBeBack();
        });
    }

    [Fact]
    public void Before_the_first_step_there_is_nothing_to_take_back()
    {
        foreach (var (scene, _) in Scenes())
        {
            scene.Next(Progress.UnderWay, isAborted: true).ShouldBeOfType<Move.Aborted>();
        }
    }

    [Fact]
    public void The_same_view_gives_the_same_step()
    {
        EverywhereOnTheWay((scene, _) =>
        {
            foreach (var progress in Enum.GetValues<Progress>())
            {
                scene.Next(progress).ShouldBe(scene.Next(progress));
            }
        });
    }

    [Fact]
    public void A_promotion_leaves_out_the_steps_with_both_versions_and_ends_the_same()
    {
        EverywhereOnTheWay((scene, _) =>
        {
            var before = scene.Steps.Count;
            scene.IsPromoted = true;
            scene.Next(Progress.UnderWay).ShouldBeOfType<Move.Wait>("never past what is not well");

            scene.Walk().ShouldBeOfType<Move.Done>();

            scene.Taken!.Beside.ShouldBeFalse();
            scene.Steps.Skip(before).ShouldNotContain("canary");
        });
    }

    /// <summary>Every scene after its first step, after its second one, and so on.</summary>
    private void EverywhereOnTheWay(Action<Scene, int> look)
    {
        for (var steps = 1; ; steps++)
        {
            var reached = 0;
            foreach (var (scene, _) in Scenes())
            {
                scene.Walk(steps);
                if (scene.Steps.Count == steps)
                {
                    reached++;
                    look(scene, steps);
                }
            }

            if (reached is 0)
            {
                steps.ShouldBeGreaterThan(1);
                return;
            }
        }
    }
}
