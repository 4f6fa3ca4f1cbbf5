using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Reconciliation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>What proves an image: where it came from, and that its tag still names what it did.</summary>
public static class ImagesModule
{
    public static IServiceCollection AddImages(this IServiceCollection services) => services
        .AddSingleton(new EventTypes(ImageLedgerEventTypes.All))
        .AddSingleton<ReleaseImage>()
        .AddSingleton<ImageLedger>()
        .AddSingleton<TagWatch>()
        .AddSingleton<ImageEvidence>()
        .AddSingleton<AwaitedImage>()
        .AddSingleton<IEffect, OnReleaseVerifiedVerifyImage>()
        .AddSingleton<IRefuseOpening, RefuseMutatedTag>()
        .AddSingleton<ILookAfterReleases, RecheckLiveTag>()
        .AddSingleton<IProveEntryItem, CiGreen>()
        .AddSingleton<IProveEntryItem, StagingVerified>()
        .AddSingleton<ImagesView>()
        .AddSingleton<IProjection>(s => s.GetRequiredService<ImagesView>());

    public static void MapImages(this IEndpointRouteBuilder routes) => GetImagesEndpoint.Map(routes);
}
