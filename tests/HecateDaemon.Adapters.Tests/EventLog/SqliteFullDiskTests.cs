using System.Diagnostics;

namespace HecateDaemon.Adapters.Tests.EventLog;

/// <summary>A child writes until its disk is really full; the kernel refuses, not a setting of SQLite.</summary>
public sealed class SqliteFullDiskTests : IAsyncLifetime
{
    private readonly TemporaryDatabase temporary = new();
    private readonly CrashLedger ledger = new();
    private readonly CancellationToken ct = new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => temporary.DeleteAsync();

    /// <summary>Large enough that the -wal is full of what could not be moved into the database.</summary>
    [SmallDiskFact]
    public async Task On_a_full_disk_everything_acknowledged_is_there_and_writing_goes_on_once_there_is_room()
    {
        var disk = Path.GetDirectoryName(temporary.Path)!;
        Directory.CreateDirectory(disk);
        using var child = EventLogChild.Start("write", temporary.Path, SmallDisk.At(disk, kilobytes: 40_000, ballast: 40_000));
        try
        {
            await UntilSaidAsync(child, "all wait .");
            ledger.Troubles.ShouldAllBe(
                t => t == $"the event log {temporary.Path} has no room left on its disk (SQLite error 13): free some; nothing needs a restart");
            CopyOut(child);
            var before = ShouldBeWhole();
            before.ShouldBe(ledger.Acknowledged, "what was refused is not there");

            File.Delete(SmallDisk.Seen(child.Id, Path.Combine(disk, "ballast")));

            await UntilSaidAsync(child, "all wait .");
            CopyOut(child);
            ShouldBeWhole().ShouldBeGreaterThan(before);
        }
        finally
        {
            child.Kill();
        }

        await child.WaitForExitAsync(ct);
    }

    /// <summary>Where there is no small disk either: the largest file that the process may have.</summary>
    [Fact]
    public async Task At_the_largest_file_allowed_everything_acknowledged_is_there_and_writing_goes_on_once_it_may_grow()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var child = EventLogChild.Start("write", temporary.Path, "sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh");
        try
        {
            await UntilSaidAsync(child, "opened .");
            await LimitAsync(child, "4000000");
            await UntilSaidAsync(child, "all wait .");
            ledger.Troubles.ShouldAllBe(t => t.StartsWith($"the event log {temporary.Path} could not be read or written"));
            ShouldBeWhole();

            await LimitAsync(child, "unlimited");

            await UntilStoredAsync(child, ledger.Acknowledged + 100);
        }
        finally
        {
            child.Kill();
        }

        await child.WaitForExitAsync(ct);
        ShouldBeWhole();
    }

    /// <summary>How much is stored.</summary>
    private int ShouldBeWhole()
    {
        ledger.Read(temporary, onlyNew: false);
        (ledger.Lost, ledger.Doubled, ledger.Torn).ShouldBe((0, 0, 0));
        return ledger.Stored;
    }

    /// <summary>Nobody writes, so the two files belong together.</summary>
    private void CopyOut(Process child)
    {
        foreach (var file in (string[])[temporary.Path, $"{temporary.Path}-wal"])
        {
            File.Copy(SmallDisk.Seen(child.Id, file), file, overwrite: true);
        }
    }

    /// <summary>And notes all that it says until then.</summary>
    private async Task UntilSaidAsync(Process child, string line)
    {
        while (await NextAsync(child) != line)
        {
        }
    }

    private async Task UntilStoredAsync(Process child, int acknowledged)
    {
        while (ledger.Acknowledged < acknowledged)
        {
            await NextAsync(child);
        }
    }

    private async Task<string> NextAsync(Process child)
    {
        var line = (await child.StandardOutput.ReadLineAsync(ct)).ShouldNotBeNull("the child ended by itself");
        ledger.Note(line);
        return line;
    }

    private async Task LimitAsync(Process child, string bytes)
    {
        using var prlimit = Process.Start("prlimit", [$"--pid={child.Id}", $"--fsize={bytes}:"]);
        await prlimit.WaitForExitAsync(ct);
        prlimit.ExitCode.ShouldBe(0);
    }
}
