namespace HecateDaemon.Subcommands;

/// <summary><c>hecate-daemon health</c> and <c>ready</c>: for a container's probes, where there is no curl.</summary>
internal static class AskHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static Task<int> RunAsync(string socketPath, string question) =>
        DaemonSocket.AskAsync(socketPath, Patience, client => client.GetAsync(new Uri(question, UriKind.Relative)));
}
