using HecateDaemon.Adapters.Executables;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>Has the <c>cosign</c> executable verify a signature, where one is configured.</summary>
internal sealed class CosignSignatures(RegistryAccess access, TimeProvider clock) : IVerifySignatures
{
    private const int LongestReason = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public async Task<SignatureSeen?> VerifyAsync(ImageName image, Digest digest, CancellationToken ct)
    {
        if (access.Cosign is not { } cosign)
        {
            return null;
        }

        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            string[] arguments = ["verify", .. cosign.Arguments, $"{image}@{digest}"];
            var end = await Executable.RunAsync(cosign.Executable, arguments, input: "", Environment(), either.Token);
            return end.ExitCode is 0 ? new SignatureSeen.Verified() : new SignatureSeen.Refused(LastLine(end));
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new OutsideWorldException($"{cosign.Executable} did not verify {image}@{digest} within {Patience}", e);
        }
    }

    /// <summary>It finds its credentials where we find ours.</summary>
    private Dictionary<string, string> Environment()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        if (access.DockerConfig is { } file && Path.GetFileName(file) is "config.json")
        {
            environment["DOCKER_CONFIG"] = Path.GetDirectoryName(file)!;
        }

        return environment;
    }

    private static string LastLine(ExecutableEnd end)
    {
        var line = end.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        return line is null
            ? $"it ended with {end.ExitCode} and said nothing"
            : new string([.. line.Where(c => !char.IsControl(c)).Take(LongestReason)]);
    }
}
