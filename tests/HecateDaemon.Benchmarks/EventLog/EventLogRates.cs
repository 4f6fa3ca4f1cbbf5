namespace HecateDaemon.Benchmarks;

/// <summary>The numbers that the embedded event log is held to.</summary>
internal static class EventLogRates
{
    public static async Task<bool> RunAsync(string daemon)
    {
        var table = new Table("the embedded event log");
        await AppendRates.RunAsync(table);
        await CommandRates.RunAsync(table, daemon);
        await LargeStore.RunAsync(table, daemon);
        return table.IsHeld;
    }
}
