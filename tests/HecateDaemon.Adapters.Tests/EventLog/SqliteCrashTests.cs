using System.Globalization;
using Xunit.Abstractions;

namespace HecateDaemon.Adapters.Tests.EventLog;

/// <summary><c>HECATE_TEST_KILLS</c> says how many kills; the campaign before a release has thousands.</summary>
public sealed class SqliteCrashTests(ITestOutputHelper output)
{
    /// <summary>Then a new file begins: creating one is killed too, and reading it whole stays quick.</summary>
    private const int KillsOfOneFile = 100;

    private readonly CancellationToken ct = new CancellationTokenSource(TimeSpan.FromHours(4)).Token;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_or_torn_however_often_the_writer_is_killed()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("HECATE_TEST_KILLS") ?? "40", CultureInfo.InvariantCulture);
        var (acknowledged, stored, lost, doubled, torn) = (0, 0, 0, 0, 0);
        for (var killed = 0; killed < kills; killed += KillsOfOneFile)
        {
            var temporary = new TemporaryDatabase();
            var ledger = new CrashLedger();
            for (var kill = killed; kill < Math.Min(killed + KillsOfOneFile, kills); kill++)
            {
                // Often early: while the database is created, or recovers from the kill before.
                await WriteAndKillAsync(
                    temporary, ledger, Random.Shared.Next(4) == 0 ? Random.Shared.Next(2) : Random.Shared.Next(400));
                ledger.Read(temporary, onlyNew: true);
            }

            ledger.Read(temporary, onlyNew: false);
            acknowledged += ledger.Acknowledged;
            stored += ledger.Stored;
            lost += ledger.Lost;
            doubled += ledger.Doubled;
            torn += ledger.Torn;
            await temporary.DeleteAsync();
        }

        var counts = $"kills={kills} acknowledged={acknowledged} stored={stored} lost={lost} doubled={doubled} torn={torn}";
        output.WriteLine(counts);
        Console.WriteLine(counts);
        acknowledged.ShouldBePositive();
        (lost, doubled, torn).ShouldBe((0, 0, 0), counts);
    }

    private async Task WriteAndKillAsync(TemporaryDatabase temporary, CrashLedger ledger, int afterLines)
    {
        using var child = EventLogChild.Start("write", temporary.Path);
        try
        {
            for (var line = 0; line < afterLines; line++)
            {
                ledger.Note((await child.StandardOutput.ReadLineAsync(ct)).ShouldNotBeNull("the child ended by itself"));
                ledger.Troubles.ShouldBeEmpty();
            }
        }
        finally
        {
            child.Kill();
        }

        while (await child.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            ledger.Note(line);
        }

        await child.WaitForExitAsync(ct);
    }
}
