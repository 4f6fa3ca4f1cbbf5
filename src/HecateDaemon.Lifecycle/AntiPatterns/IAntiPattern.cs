namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// Something that must not be, and what to do instead. Where it shows is told by the further interfaces of the rule, one
/// for each place to look: <see cref="IShowInFiles"/> and <see cref="IShowInTrees"/>. Those for the live cluster and for
/// the history of a deployment stand beside them; one rule may show in several.
/// </summary>
public interface IAntiPattern
{
    /// <summary>The word by which settings, comments, reports and events call it.</summary>
    string Code { get; }

    /// <summary>How bad it is, unless settings say otherwise. A single finding may be less.</summary>
    Severity Severity { get; }

    /// <summary>What it looks like, in a few words.</summary>
    string Name { get; }

    string Problem { get; }

    string Instead { get; }
}
