using HecateDaemon.Lifecycle.Catalogue;
namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What commits ask of a version.</summary>
public static class JumpRules
{
    /// <summary>The least jump from a version that its commits allow.</summary>
    public static Jump Least(VersionNumber from, Jump needed, ZeroRule zero) => (from.Major, zero) switch
    {
        (0, ZeroRule.Free) when needed is not Jump.None => Jump.Patch,
        (0, ZeroRule.Cautious) => needed is Jump.Major ? Jump.Minor : needed is Jump.None ? Jump.None : Jump.Patch,
        _ => needed,
    };

    /// <summary>The jump that we propose: below 1.0.0 a feature has its own minor version, too.</summary>
    public static Jump Proposed(VersionNumber from, Jump needed, ZeroRule zero) =>
        from.Major is 0 && zero is not ZeroRule.Strict && needed is Jump.Major ? Jump.Minor : needed;

    public static Jump Made(VersionNumber from, VersionNumber to) =>
        !from.IsBefore(to) ? Jump.None
        : to.Major != from.Major ? Jump.Major
        : to.Minor != from.Minor ? Jump.Minor
        : Jump.Patch;

    public static string Next(VersionNumber from, Jump jump) => jump switch
    {
        Jump.Major => $"{from.Major + 1}.0.0",
        Jump.Minor => $"{from.Major}.{from.Minor + 1}.0",
        Jump.Patch => $"{from.Major}.{from.Minor}.{from.Patch + 1}",
        _ => from.Text,
    };
}
