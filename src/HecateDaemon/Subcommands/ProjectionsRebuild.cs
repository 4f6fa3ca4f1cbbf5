namespace HecateDaemon.Subcommands;

/// <summary>
/// <c>hecate-daemon projections rebuild</c>: asks the running daemon, because the projections are in its memory; they are
/// also built at each of its starts.
/// </summary>
internal static class ProjectionsRebuild
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static Task<int> RunAsync(string socketPath) => DaemonSocket.AskAsync(
        socketPath, Patience, client => client.PostAsync(new Uri("api/projections/rebuild", UriKind.Relative), content: null));
}
