using HecateDaemon.Lifecycle.Catalogue;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Tests.Catalogue;

public sealed class CatalogueModuleTests
{
    [Fact]
    public void A_sound_configuration_gives_its_catalogue()
    {
        var services = new ServiceCollection();
        var catalogue = services.AddCatalogue(SampleConfiguration.FromJson(SampleConfiguration.Json));
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<ShippingCatalogue>().ShouldBeSameAs(catalogue);
        catalogue.Environments.Count.ShouldBe(2);
    }

    [Fact]
    public void A_wrong_configuration_stops_the_start_with_every_mistake_on_a_line_of_its_own()
    {
        var configuration = SampleConfiguration.FromJson("""
            { "Divisions": { "a": { "CodeRepository": "/srv/a", "Image": "x", "GitOpsPth": "" } } }
            """);

        var refused = Should.Throw<ConfigurationMistakesException>(() => new ServiceCollection().AddCatalogue(configuration));

        refused.Message.Split('\n').ShouldBe([
            "the configuration has 2 mistakes:",
            "Divisions:a:GitOpsPath must be given: a relative path with '/', such as clusters/production, " +
            "without '\\' and without empty, '.', '..' or '.git' parts",
            "Divisions:a:GitOpsPth is not a setting: did you mean GitOpsPath?",
        ]);
    }
}
