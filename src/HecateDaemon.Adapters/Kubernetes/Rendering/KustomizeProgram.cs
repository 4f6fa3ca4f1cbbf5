using System.Diagnostics;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// Renders one kustomization with a program that the environment names, <c>kustomize</c> or <c>kubectl</c>: in a folder of its
/// own, without a shell, without git, bounded in time and in what it may say.
/// </summary>
internal sealed class KustomizeProgram(TimeProvider clock)
{
    private const int LargestOutput = 32 * 1024 * 1024;
    private const int LongestError = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>What it prints for the folder <paramref name="path"/> of the files, which are those of the whole repository: bases may be anywhere.</summary>
    public async Task<byte[]> BuildAsync(string program, string path, IReadOnlyList<ManifestFile> files, CancellationToken ct)
    {
        var root = Directory.CreateTempSubdirectory("hecate-kustomize-").FullName;
        try
        {
            var repository = Path.Combine(root, "repository");
            foreach (var file in files)
            {
                await WriteAsync(repository, file, ct);
            }

            return await RunAsync(program, Below(repository, path), root, path, ct);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task WriteAsync(string repository, ManifestFile file, CancellationToken ct)
    {
        var place = Below(repository, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        await using var content = File.Create(place);
        await content.WriteAsync(file.Content, ct);
    }

    private static string Below(string repository, string path)
    {
        var place = Path.GetFullPath(Path.Combine(repository, path));
        return place == repository || place.StartsWith(repository + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? place
            : throw Refusal($"the path '{path}' leads out of the GitOps repository");
    }

    private async Task<byte[]> RunAsync(string program, string folder, string home, string path, CancellationToken ct)
    {
        var isKubectl = Path.GetFileNameWithoutExtension(program) is "kubectl";
        var start = new ProcessStartInfo(program, [isKubectl ? "kustomize" : "build", folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = home,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = home;
        start.Environment["GIT_ALLOW_PROTOCOL"] = "none"; // a base in another repository would not be what the commit says
        using var timer = new CancellationTokenSource(Patience, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        using var process = Started(start);
        try
        {
            process.StandardInput.Close();
            var output = ReadAsync(process.StandardOutput.BaseStream, limit.Token);
            var errors = ReadAsync(process.StandardError.BaseStream, limit.Token);
            var (rendered, said) = (await output, await errors);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode is 0
                ? rendered
                : throw Refusal($"{program} cannot render '{path}': {Words(said, home)}");
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new OutsideWorldException($"{program} did not render '{path}' within {Patience.TotalSeconds:0} s", e);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None); // its folder is about to go
            }
        }
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or FileNotFoundException)
        {
            throw Refusal($"{start.FileName} cannot be started: {e.Message}");
        }
    }

    private static async Task<byte[]> ReadAsync(Stream from, CancellationToken ct)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, ct) is var read and > 0)
        {
            whole.Write(buffer, 0, read);
            if (whole.Length > LargestOutput)
            {
                throw Refusal($"a kustomization renders to more than {LargestOutput} bytes");
            }
        }

        return whole.ToArray();
    }

    private static string Words(byte[] said, string home)
    {
        var text = System.Text.Encoding.UTF8.GetString(said).Replace(home + "/repository/", "", StringComparison.Ordinal).Trim();
        return (text.Length <= LongestError ? text : text[..LongestError] + "…").ReplaceLineEndings(" ");
    }

    private static OutsideWorldException Refusal(string message) => new(message) { NeedsPerson = true };
}
