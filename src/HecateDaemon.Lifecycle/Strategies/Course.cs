using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>
/// Decides what a strategy does next: one step at a time, never forward past a failure, and back from anywhere. Pure, and the same
/// for all strategies.
/// </summary>
internal static class Course
{
    public static Move Next(IStrategy strategy, StrategyView view)
    {
        var stages = strategy.Stages(view.Plan, view.IsRollback);
        return view switch
        {
            { Taken.Name: StrategyStep.Abort, Progress: Progress.Well } => new Move.Aborted(),
            { Taken.Name: StrategyStep.Abort } => new Move.Wait("the old version to run as before", Left: null),
            { Taken: null, IsAborted: true } => new Move.Aborted(),
            { Taken: { } taken } when view.IsAborted || view.Progress is Progress.Failed =>
                new Move.Take(Stage.Abort, taken.Number + 1, taken.Number + 1),
            { Taken: { } taken, Progress: Progress.UnderWay } => new Move.Wait($"step {taken.Number} of {taken.Of} to be well", Left: null),
            { Taken: { } taken } when PauseLeft(view, taken) is { } left => new Move.Wait($"the pause of {taken.Pause} after {taken.What} to end, or for somebody to promote it", left),
            { Taken.Number: var number } => After(number, stages, view.IsPromoted),
            _ => After(0, stages, isPromoted: false),
        };
    }

    /// <summary>Steps are absolute: those in which the old version would stand beside the new one can be left out.</summary>
    private static Move After(int number, IReadOnlyList<Stage> stages, bool isPromoted)
    {
        for (var next = number; next < stages.Count; next++)
        {
            if (!isPromoted || !stages[next].Beside)
            {
                return new Move.Take(stages[next], next + 1, stages.Count);
            }
        }

        return new Move.Done();
    }

    private static TimeSpan? PauseLeft(StrategyView view, StrategyStep taken) =>
        taken.Pause - (view.Now - view.WellSince) is { Ticks: > 0 } left && !view.IsPromoted ? left : null;
}
