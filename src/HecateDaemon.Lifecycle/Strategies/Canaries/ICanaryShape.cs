using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>One way to give a part of the pods the new version. Its edits are absolute: made twice they are made once.</summary>
internal interface ICanaryShape
{
    bool Fits(Shipped shipped);

    string? WhyNot(ManifestSet manifests, Shipped shipped, Goal goal, CanarySettings settings);

    /// <summary>The new version has the stage's share.</summary>
    StageEdit Grow(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal, Stage stage);

    /// <summary>The new version everywhere; what stands beside it stays.</summary>
    StageEdit Promote(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal);

    StageEdit CleanUp(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal);

    /// <summary>The old version everywhere, and nothing beside it that was not there before.</summary>
    StageEdit Abort(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal);
}
