namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>A test that has a world of its own.</summary>
public abstract class InAWorld : IAsyncLifetime
{
    private protected World World { get; } = new();

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await World.DisposeAsync();
}
