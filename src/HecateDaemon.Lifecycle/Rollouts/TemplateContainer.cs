using System.Text.Json;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>A container as a workload's pod template has it.</summary>
internal sealed record TemplateContainer(string Name, string Image, ImageReference Reference)
{
    /// <summary>The containers, init containers first, that run some version of an image.</summary>
    public static IReadOnlyList<TemplateContainer> Of(JsonElement podSpec, ImageName image) =>
    [
        .. PodTemplate.Containers(podSpec).Select(From).OfType<TemplateContainer>().Where(c => c.Reference.Image == image),
    ];

    private static TemplateContainer? From(JsonElement container) =>
        container.TextAt("name") is { } name && container.TextAt("image") is { } image &&
        ImageReference.TryParse(image, out var reference)
            ? new(name, image, reference)
            : null;
}
