using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.Tests.Kubernetes.FluxPlay;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

[Collection(ClusterCollection.Name)]
public sealed class FluxImageAutomationTests(ClusterLab lab)
{
    [Theory]
    [InlineData("registry.lab/app", "app/app.yaml", "./app", true)]
    [InlineData("registry.lab/app", "app/app.yaml", "", true)]
    [InlineData("registry.lab/app", "app/app.yaml", "./other", false)]
    [InlineData("registry.lab/other", "app/app.yaml", "./app", false)]
    public async Task An_image_automation_on_the_same_image_is_refused_or_suspended(string watched, string file, string path, bool isActive)
    {
        using var scene = await SceneAsync(lab);
        await scene.KubectlAsync(["apply", "-f", "-"],
            $$$"""
            ---
            {apiVersion: image.toolkit.fluxcd.io/v1beta2, kind: ImageRepository, metadata: {name: app}, spec: {image: "{{{watched}}}"} }
            ---
            {apiVersion: image.toolkit.fluxcd.io/v1beta2, kind: ImagePolicy, metadata: {name: newest}, spec: {imageRepositoryRef: {name: app} } }
            ---
            {apiVersion: image.toolkit.fluxcd.io/v1beta2, kind: ImageUpdateAutomation, metadata: {name: robot}, spec: {sourceRef: {kind: GitRepository, name: fleet}, update: {path: "{{{path}}}"} } }
            """);
        var commit = scene.Git.Commit((file, $$"""image: registry.lab/app:1.0.0 # {"$imagepolicy": "{{scene.Namespace}}:newest"}"""));
        var refusing = scene.Request(commit, Flux(scene));
        var suspending = scene.Request(commit, Flux(scene) with { Reconciler = new Reconciler.Flux(scene.Namespace, "fleet", "apps") { ImageAutomation = ImageAutomation.Suspend } });

        if (!isActive)
        {
            await scene.Flux.RequestAsync(refusing, ClusterScene.Ct);
            return;
        }

        var refusal = await Should.ThrowAsync<OutsideWorldException>(scene.Flux.RequestAsync(refusing, ClusterScene.Ct));
        refusal.NeedsPerson.ShouldBeTrue();
        refusal.Message.ShouldContain($"ImageUpdateAutomation {scene.Namespace}/robot bumps registry.lab/app too");
        (await scene.Flux.RequestAsync(suspending, ClusterScene.Ct)).ShouldContain($"suspended ImageUpdateAutomation {scene.Namespace}/robot");
        await scene.Flux.RequestAsync(refusing, ClusterScene.Ct);
    }
}
