using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Registers what the configuration says is shipped, and whereto.</summary>
public static class CatalogueModule
{
    /// <summary>Reads the catalogue at once, so that a wrong configuration stops the start.</summary>
    /// <exception cref="ConfigurationMistakesException">Names every mistake.</exception>
    public static ShippingCatalogue AddCatalogue(this IServiceCollection services, IConfiguration configuration)
    {
        var reading = CatalogueReader.Read(configuration);
        if (!reading.Succeeded)
        {
            throw new ConfigurationMistakesException(reading.Mistakes);
        }

        services.AddSingleton(reading.Catalogue);
        return reading.Catalogue;
    }
}
