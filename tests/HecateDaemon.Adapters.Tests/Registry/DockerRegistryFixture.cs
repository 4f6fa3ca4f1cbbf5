namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>One registry for the tests of a class; each takes a repository of its own.</summary>
public sealed class DockerRegistryFixture : IAsyncLifetime
{
    public DockerRegistry Registry { get; private set; } = null!;

    public ImagePusher Pusher { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Registry = await DockerRegistry.StartAsync();
        Pusher = new(Registry.Address);
    }

    public async Task DisposeAsync()
    {
        Pusher?.Dispose();
        await Registry.DisposeAsync();
    }
}
