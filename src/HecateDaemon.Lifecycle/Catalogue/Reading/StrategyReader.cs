using System.Globalization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads an environment's <c>Strategy</c>, <c>Canary</c> and <c>BlueGreen</c>.</summary>
internal static class StrategyReader
{
    private const int MostSteps = 20;

    private static readonly CanarySettings UnsetCanary = new();

    public static Strategy Read(SectionReader settings) =>
        settings.Word(nameof(Strategy), "rolling", "rolling", "recreate", "canary", "blue_green") switch
        {
            "recreate" => Strategy.Recreate,
            "canary" => Strategy.Canary,
            "blue_green" => Strategy.BlueGreen,
            _ => Strategy.Rolling,
        };

    public static CanarySettings CanaryOf(SectionReader? settings)
    {
        if (settings is null)
        {
            return UnsetCanary;
        }

        var canary = new CanarySettings
        {
            Steps = StepsOf(settings),
            Pause = settings.Duration(nameof(UnsetCanary.Pause), UnsetCanary.Pause, TimeSpan.Zero, TimeSpan.FromDays(30)),
            NodeLabel = settings.Text(nameof(UnsetCanary.NodeLabel)) is null ? null
                : settings.Value<NodeLabel>(nameof(UnsetCanary.NodeLabel), default, NodeLabel.TryParse, NodeLabel.Grammar),
        };
        settings.NothingElse();
        return canary;
    }

    public static BlueGreenSettings BlueGreenOf(SectionReader? settings)
    {
        if (settings is null)
        {
            return new();
        }

        var keeps = settings.Text(nameof(BlueGreenSettings.KeepOld)) is not null;
        var keepOld = settings.Duration(nameof(BlueGreenSettings.KeepOld), TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(30));
        settings.NothingElse();
        return new() { KeepOld = keeps ? keepOld : null };
    }

    private static IReadOnlyList<int> StepsOf(SectionReader settings)
    {
        if (settings.Texts(nameof(UnsetCanary.Steps)) is not [_, ..] texts)
        {
            return UnsetCanary.Steps;
        }

        int[] steps = [.. texts.Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var share) ? share : 0)];
        if (steps.Length > MostSteps || steps.Zip([.. steps[1..], 100]).Any(pair => pair.First is < 1 || pair.First >= pair.Second))
        {
            settings.Wrong(nameof(UnsetCanary.Steps), $"must be at most {MostSteps} whole numbers from 1 to 99, each higher than the one before");
        }

        return steps;
    }
}
