namespace HecateDaemon.Benchmarks;

/// <summary>Commands through the socket, shelving and resuming a deployment of each caller's own, beside bare appends.</summary>
internal static class CommandRates
{
    private const int CallersAtOnce = 64;
    private const int Rounds = 3;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(Table table, string executable)
    {
        using var home = new MeasuredHome();
        await using var daemon = await MeasuredDaemon.StartAsync(executable, home, CallersAtOnce);
        var paths = await Task.WhenAll(Enumerable.Range(0, CallersAtOnce).Select(n => daemon.OpenAsync($"e{n}")));
        var (commands, appends) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            appends.Add(await AppendRates.LogAsync(CallersAtOnce));
            commands.Add(await Callers.RateAsync(CallersAtOnce, Time, async (caller, _) =>
            {
                await daemon.PostAsync($"{paths[caller]}/shelve", new { reason = "a benchmark" });
                await daemon.PostAsync($"{paths[caller]}/resume", new { });
            }) * 2);
        }

        table.Add(
            $"commands/s over the socket, {CallersAtOnce} callers", "bare appends",
            Callers.Median(commands), Callers.Median(appends), Callers.Median(commands.Zip(appends, (c, a) => c / a)), atLeast: 0.5);
    }
}
