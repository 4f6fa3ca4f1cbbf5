using HecateDaemon.Lifecycle.Rollouts;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Adapters.Folder;

/// <summary>Reconciling into a folder, where there is no cluster.</summary>
public static class FolderModule
{
    public static IServiceCollection AddFolder(this IServiceCollection services) =>
        services.AddSingleton<IReconcile, FolderReconciler>();
}
