using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>A real sshd on a loopback port, which lets this account in with one key.</summary>
internal sealed class SshServer : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly Process process;

    private SshServer(int port)
    {
        Port = port;
        foreach (var key in (string[])["host", "key", "stranger"])
        {
            Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", key, "-f", folder.Below(key));
        }

        File.Copy(folder.Below("key.pub"), folder.Below("authorized"));
        File.WriteAllText(folder.Below("known_hosts"), $"[127.0.0.1]:{port} {File.ReadAllText(folder.Below("host.pub"))}");
        File.WriteAllText(folder.Below("other_hosts"), $"[127.0.0.1]:{port} {File.ReadAllText(folder.Below("stranger.pub"))}");
        process = Start();
    }

    public int Port { get; }

    public string Key => folder.Below("key");

    /// <summary>A key that the server does not know.</summary>
    public string StrangersKey => folder.Below("stranger");

    public string KnownHosts => folder.Below("known_hosts");

    /// <summary>Known hosts that have another key for this server.</summary>
    public string OtherHosts => folder.Below("other_hosts");

    public static async Task<SshServer> StartAsync()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var server = new SshServer(port);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var said = "";
        while (!said.Contains("Server listening", StringComparison.Ordinal))
        {
            said = await server.process.StandardError.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException($"sshd ended: {said}");
        }

        _ = server.process.StandardError.ReadToEndAsync(CancellationToken.None);
        return server;
    }

    public string Url(string path) => $"ssh://{Environment.UserName}@127.0.0.1:{Port}{path}";

    public void LetOthersReadTheKey() => Run("chmod", "604", Key);

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    private Process Start()
    {
        string[] sshd =
        [
            Executable(), "-D", "-e", "-f", "/dev/null", "-p", $"{Port}", "-o", "ListenAddress=127.0.0.1", "-o", $"HostKey={folder.Below("host")}",
            "-o", $"AuthorizedKeysFile={folder.Below("authorized")}", "-o", "PidFile=none", "-o", "UsePAM=no", "-o", "StrictModes=no",
            "-o", "PasswordAuthentication=no", "-o", "MaxStartups=100",
        ];

        // As root, sshd wants an account and a folder, which it gets in a mount namespace of its own.
        File.WriteAllText(folder.Below("passwd"), File.ReadAllText("/etc/passwd") + "sshd:x:65533:65534::/run/sshd:/usr/sbin/nologin\n");
        var command = Environment.UserName != "root" ? sshd :
        [
            "unshare", "--mount", "--propagation", "private", "sh", "-ec",
            "mount --bind \"$0\" /etc/passwd; mount -t tmpfs none /run; mkdir /run/sshd; exec \"$@\"", folder.Below("passwd"), .. sshd,
        ];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true })!;
    }

    /// <summary>sshd must be started by its full path.</summary>
    private static string Executable() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Append("/usr/sbin").Append("/sbin")
        .Append(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache/hecate-daemon/tools/usr/sbin"))
        .Select(f => Path.Combine(f, "sshd"))
        .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("there is no sshd: packaging/build.sh test unpacks one");

    private static void Run(string program, params string[] arguments)
    {
        using var run = Process.Start(program, arguments);
        run.WaitForExit();
        run.ExitCode.ShouldBe(0);
    }
}
