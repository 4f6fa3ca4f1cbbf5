using System.Reflection;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>The version of this build, as <c>/health</c> and <c>--version</c> state it.</summary>
public static class DaemonVersion
{
    /// <summary>Without the build's commit that the SDK appends behind a '+'.</summary>
    public static string Text { get; } =
        typeof(DaemonVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
}
