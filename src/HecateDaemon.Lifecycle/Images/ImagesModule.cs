using HecateDaemon.Lifecycle.Deployments;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>What proves an image: where it came from, and that it is still the one that it was.</summary>
public static class ImagesModule
{
    public static IServiceCollection AddImages(this IServiceCollection services) => services
        .AddSingleton<IEffect, OnReleaseVerifiedVerifyImage>();
}
