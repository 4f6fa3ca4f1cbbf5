using HecateDaemon.Adapters.Sqlite;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static HecateDaemon.Adapters.Tests.EventLog.Events;

namespace HecateDaemon.Adapters.Tests.EventLog;

public sealed class SqliteOpeningTests : IAsyncLifetime
{
    private readonly TemporaryDatabase temporary = new();
    private readonly CancellationToken ct = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => temporary.DeleteAsync();

    [Fact]
    public async Task Starting_the_host_opens_the_log_and_stopping_it_closes_it()
    {
        var host = NewHost();
        await host.StartAsync(ct);
        await host.Services.GetRequiredService<IEventLog>().AppendAsync("deployment-1", -1, [Event("a")], ct);
        await host.Services.GetRequiredService<ICheckpoints>().SaveAsync("policies", 1, ct);
        host.Services.GetRequiredService<IEventLogHealth>().Trouble.ShouldBeNull();
        await host.StopAsync(ct);
        await ((IAsyncDisposable)host).DisposeAsync();

        var log = new SqliteEventLog(temporary.Open(), TimeProvider.System);
        (await log.ReadAllAsync(-1, ct).ToListAsync(ct)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_log_that_cannot_be_opened_stops_the_start()
    {
        temporary.Write(new string('x', 5000));
        using var host = NewHost();

        (await Should.ThrowAsync<OutsideWorldException>(() => host.StartAsync(ct))).Message.ShouldContain(temporary.Path);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_was()
    {
        temporary.Write(new string('x', 5000));

        Refused().ShouldBe(
            $"the event log {temporary.Path} is not a SQLite database (SQLite error 26): "
            + "name another file, or move this one away");

        (await File.ReadAllTextAsync(temporary.Path, ct)).ShouldBe(new string('x', 5000));
    }

    [Fact]
    public async Task Another_programs_database_is_refused_and_left_as_it_was()
    {
        temporary.Outside("CREATE TABLE bookmarks (url TEXT); PRAGMA user_version = 1");
        var before = await File.ReadAllBytesAsync(temporary.Path, ct);

        Refused().ShouldContain("is a database of another program");

        (await File.ReadAllBytesAsync(temporary.Path, ct)).ShouldBe(before);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_as_it_was()
    {
        await temporary.Open().DisposeAsync();
        temporary.Outside("PRAGMA user_version = 99");
        var before = await File.ReadAllBytesAsync(temporary.Path, ct);

        Refused().ShouldContain("has schema 99 and this version knows 1: start the version that wrote it");

        (await File.ReadAllBytesAsync(temporary.Path, ct)).ShouldBe(before);
    }

    [Fact]
    public async Task A_damaged_database_says_so()
    {
        await using (var database = temporary.Open())
        {
            var log = new SqliteEventLog(database, TimeProvider.System);
            await log.AppendAsync("deployment-1", -1, [.. Enumerable.Range(0, 600).Select(n => Event($"{n}"))], ct);
        }

        await using (var file = File.OpenWrite(temporary.Path))
        {
            file.Position = 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0xEE, (int)file.Length - 4096).ToArray(), ct);
        }

        Refused().ShouldContain("is damaged");
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_named()
    {
        if (OperatingSystem.IsLinux())
        {
            var database = TemporaryDatabase.New("/proc/hecate/events.db");

            Should.Throw<OutsideWorldException>(database.Open)
                .Message.ShouldStartWith("the event log /proc/hecate/events.db cannot be created");
        }
    }

    [Fact]
    public async Task A_read_only_file_is_refused_at_the_start()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await temporary.Open().DisposeAsync();
        File.SetUnixFileMode(temporary.Path, UnixFileMode.UserRead);

        // Root may write everything unless it gives that power away.
        using var child = EventLogChild.Start(
            "open", temporary.Path, Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override"] : []);

        (await child.StandardOutput.ReadToEndAsync(ct)).ShouldStartWith(
            $"the event log {temporary.Path} cannot be created or opened for writing");
    }

    [Fact]
    public async Task Only_the_owner_may_read_what_is_created()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var log = new SqliteEventLog(temporary.Open(), TimeProvider.System);
        await log.AppendAsync("deployment-1", -1, [Event("a")], ct);

        foreach (var file in (string[])["", "-wal", "-shm", ".lock"])
        {
            File.GetUnixFileMode(temporary.Path + file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }

        File.GetUnixFileMode(Path.GetDirectoryName(temporary.Path)!)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string Refused()
    {
        var refused = Should.Throw<OutsideWorldException>(() => temporary.Open());
        refused.NeedsPerson.ShouldBeTrue();
        return refused.Message;
    }

    private IHost NewHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSqliteEventLog(temporary.Path);
        return builder.Build();
    }
}
