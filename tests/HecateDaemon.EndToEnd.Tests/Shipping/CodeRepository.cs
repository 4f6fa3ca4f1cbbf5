using HecateDaemon.Adapters.Tests.Git;
using HecateDaemon.Adapters.Tests.Registry;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>The team's side: commits with a CHANGELOG, release tags, and CI that pushes an image for a tag.</summary>
internal sealed class CodeRepository(ImagePusher registry, string image, Func<string, ImageProgram>? programOf = null) : IDisposable
{
    private readonly BareRemote remote = new();

    public string Path => remote.Path;

    /// <summary>Commits, tags and pushes a release; answers with its commit.</summary>
    public string Tag(string version)
    {
        remote.Commit(("CHANGELOG.md", $"# Changelog\n\n## [{version}] - 2026-11-23\n\n### Added\n\n- Something.\n"));
        BareRemote.Git(remote.Work, "tag", "-a", $"v{version}", "-m", $"v{version}");
        BareRemote.Git(remote.Work, "push", "-q", "origin", $"v{version}");
        return BareRemote.Git(remote.Work, "rev-parse", $"v{version}^{{commit}}");
    }

    /// <summary>What CI does some time after the tag was pushed; answers with the image's digest.</summary>
    public Task<string> PushImageAsync(string version) => registry.PushAsync(
        image,
        version,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["org.opencontainers.image.version"] = version,
            ["org.opencontainers.image.revision"] = BareRemote.Git(remote.Work, "rev-parse", $"v{version}^{{commit}}"),
        },
        program: programOf?.Invoke(version));

    public async Task<string> ReleaseAsync(string version)
    {
        Tag(version);
        return await PushImageAsync(version);
    }

    public void Dispose() => remote.Dispose();
}
