namespace HecateDaemon;

/// <summary>What the process ends with, by sysexits.h.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>A subcommand's answer is no.</summary>
    public const int Failed = 1;

    /// <summary>A subcommand could not tell, or could not read or write.</summary>
    public const int Unclear = 2;

    /// <summary>A linter's answer: nothing worse than warnings.</summary>
    public const int Warnings = 3;

    public const int Usage = 64;

    /// <summary>A bug, also one that ended a loop; the log has it.</summary>
    public const int Software = 70;

    /// <summary>The socket or a folder cannot be made.</summary>
    public const int CannotCreate = 73;

    /// <summary>systemd is told not to try this one again.</summary>
    public const int Configuration = 78;
}
