namespace HecateDaemon.EndToEnd.Tests.Daemon;

/// <summary>Waits for things that happen in other processes: until they have happened, or for so long that they never will.</summary>
public static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public static async Task UntilAsync(Func<Task<bool>> happened, Func<string> otherwise)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await happened())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException(otherwise());
            }

            await Task.Delay(Step);
        }
    }
}
