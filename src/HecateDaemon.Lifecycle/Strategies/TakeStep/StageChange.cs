using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>A stage as a change of whatever files the branch has when it is made.</summary>
internal sealed class StageChange(IStrategy strategy, Stage stage, ManifestSet? before, Goal goal, ManifestEditor editor) : IChangeManifests
{
    public IReadOnlyList<ChangedManifest> Change(IReadOnlyList<ManifestFile> files)
    {
        var now = ManifestSet.Read(files, editor);
        var edit = strategy.Edit(stage, now, before ?? now, goal);
        return edit.Manifests.WhyNot is { } why
            ? [.. files.Take(1).Select(f => new ChangedManifest(f.Path, new(f.Content, [], [new(f.Path, 1, why)])))]
            : edit.Manifests.Since(now, goal.Image, edit.Running);
    }
}
