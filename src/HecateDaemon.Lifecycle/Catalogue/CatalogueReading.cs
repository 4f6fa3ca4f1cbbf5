using System.Diagnostics.CodeAnalysis;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>What came of reading the configuration: a catalogue and no mistake, or every mistake and none.</summary>
public sealed record CatalogueReading(ShippingCatalogue? Catalogue, IReadOnlyList<Mistake> Mistakes)
{
    [MemberNotNullWhen(true, nameof(Catalogue))]
    public bool Succeeded => Catalogue is not null;
}
