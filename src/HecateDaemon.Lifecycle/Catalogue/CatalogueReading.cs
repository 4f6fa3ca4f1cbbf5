using System.Diagnostics.CodeAnalysis;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>What came of reading the configuration: a catalogue without a mistake, or every mistake and no catalogue.</summary>
public sealed record CatalogueReading(ShippingCatalogue? Catalogue, IReadOnlyList<Mistake> Mistakes)
{
    [MemberNotNullWhen(true, nameof(Catalogue))]
    public bool Succeeded => Catalogue is not null;
}
