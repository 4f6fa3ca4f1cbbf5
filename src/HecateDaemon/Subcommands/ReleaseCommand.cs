using System.Diagnostics;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Subcommands;

/// <summary><c>hecate-daemon release</c>: looks at a repository's releases, without a daemon.</summary>
internal static class ReleaseCommand
{
    public static int Run(ReleaseArguments asked)
    {
        try
        {
            return asked.Verb switch
            {
                "check" => ReleaseCheck.Run(asked, CancellationToken.None),
                "next" => ReleaseNext.Run(asked, CancellationToken.None),
                "notes" => ReleaseNext.Notes(asked, CancellationToken.None),
                "prepare" => ReleasePrepare.Run(asked, TimeProvider.System, CancellationToken.None),
                _ => throw new UnreachableException($"no verb {asked.Verb}"),
            };
        }
        catch (Exception e) when (e is OutsideWorldException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"hecate-daemon: {e.Message}");
            return ExitCodes.Unclear;
        }
    }
}
