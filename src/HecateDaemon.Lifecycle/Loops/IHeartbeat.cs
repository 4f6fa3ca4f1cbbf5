namespace HecateDaemon.Lifecycle.Loops;

/// <summary>Something that must keep going for the daemon to be of use; while one is dead, systemd's watchdog is not fed.</summary>
public interface IHeartbeat
{
    string Name { get; }

    /// <summary>Whether it has moved lately. Answers from memory: it never waits and never throws.</summary>
    bool Alive { get; }
}
