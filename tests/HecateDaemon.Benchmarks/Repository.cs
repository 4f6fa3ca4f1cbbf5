using System.Diagnostics;

namespace HecateDaemon.Benchmarks;

/// <summary>The working tree that this benchmark was built from, and what is published from it.</summary>
internal static class Repository
{
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HecateDaemon.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("run this from within the repository");
    }

    /// <summary>Publishes a project ahead of time and answers with its executable.</summary>
    public static string Publish(string root, string project, string executable)
    {
        var output = Path.Combine(root, "artifacts", "benchmarks", executable);
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", project, "-c", "Release", "-v", "quiet", "--artifacts-path", output + "-build", "-o", output])
        {
            WorkingDirectory = root,
        })!;
        publish.WaitForExit();
        return publish.ExitCode == 0
            ? Path.Combine(output, executable)
            : throw new InvalidOperationException($"{project} could not be published");
    }
}
