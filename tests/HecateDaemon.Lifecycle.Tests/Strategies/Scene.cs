using System.Text;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Strategies;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Tests.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Strategies;

/// <summary>A GitOps folder, and a strategy that walks through it with nothing but pure functions.</summary>
internal sealed class Scene(IStrategy strategy, Plan plan, params (string File, string Text)[] files)
{
    public const string Old = "1.0.0";
    public const string New = "1.1.0";

    public static readonly ManifestEditor Editor = new(Kinds.All);
    public static readonly Goal Goal = new(ImageName.Parse("ghcr.io/org/shop"), New, Digest.Parse("sha256:" + new string('b', 64)));

    private DateTimeOffset now = Story.Noon;

    public ManifestSet Before { get; } = Read(files);

    public ManifestSet Manifests { get; private set; } = Read(files);

    public StrategyStep? Taken { get; private set; }

    public IReadOnlyList<string> Running { get; private set; } = [];

    public List<string> Steps { get; } = [];

    public bool IsPromoted { get; set; }

    public string? WhyNot => strategy.WhyNot(Before, Goal, plan);

    public static ManifestSet Read(params (string File, string Text)[] files) =>
        ManifestSet.Read([.. files.Select(f => new ManifestFile(f.File, Encoding.UTF8.GetBytes(f.Text)))], Editor);

    public StrategyView View(Progress progress, bool isAborted = false) => new()
    {
        Plan = plan,
        Taken = Taken,
        Progress = progress,
        WellSince = now,
        IsPromoted = IsPromoted,
        IsAborted = isAborted,
        Now = now,
    };

    /// <summary>The next move, waiting out the pauses.</summary>
    public Move Next(Progress progress, bool isAborted = false) =>
        Course.Next(strategy, View(progress, isAborted)) is Move.Wait { Left: { } left }
            ? Course.Next(strategy, View(progress, isAborted) with { Now = now + left })
            : Course.Next(strategy, View(progress, isAborted));

    /// <summary>Commits the step. The same edit a second time finds everything done.</summary>
    public void Take(Move.Take take)
    {
        var edit = strategy.Edit(take.Stage, Manifests, Before, Goal);
        edit.Manifests.WhyNot.ShouldBeNull();
        Texts(strategy.Edit(take.Stage, Manifests, Before, Goal).Manifests).ShouldBe(Texts(edit.Manifests), "the same files give the same change");
        Texts(strategy.Edit(take.Stage, edit.Manifests, Before, Goal).Manifests).ShouldBe(Texts(edit.Manifests), $"{take.Stage.Name} twice is {take.Stage.Name} once");
        Manifests = edit.Manifests;
        Running = [.. edit.Running.Select(w => $"{w.Kind}/{w.Name}")];
        Steps.Add(take.Stage.Name);
        Taken = new()
        {
            Number = take.Number,
            Of = take.Of,
            Name = take.Stage.Name,
            What = take.Stage.What,
            Pause = take.Stage.Pause,
            Beside = take.Stage.Beside,
            Quiet = take.Stage.Quiet,
            Before = Story.Commit,
        };
    }

    /// <summary>Goes on for so many steps while all is well, or to the end.</summary>
    public Move Walk(int steps = int.MaxValue)
    {
        var move = Next(Progress.Well);
        for (; steps > 0 && move is Move.Take take; steps--)
        {
            Take(take);
            move = Next(Progress.Well);
        }

        return move;
    }

    public void ShouldBeBack()
    {
        Next(Progress.Well, isAborted: true).ShouldBeOfType<Move.Aborted>();
        Texts(Manifests).ShouldBe(Texts(Before));
    }

    public string this[string file] => Texts(Manifests)[file];

    public static SortedDictionary<string, string> Texts(ManifestSet set) => new(set.Texts.ToDictionary(), StringComparer.Ordinal);
}
