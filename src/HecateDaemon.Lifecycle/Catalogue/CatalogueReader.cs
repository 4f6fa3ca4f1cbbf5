using Microsoft.Extensions.Configuration;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads the catalogue from standard .NET configuration and finds all of its mistakes, not only the first.</summary>
public static class CatalogueReader
{
    private const string Divisions = "Divisions";
    private const string Environments = "Environments";
    private const string Loops = "Loops";
    private const string Registry = "Registry";
    private const string EventStore = "EventStore";
    private const string Git = "Git";
    private const string Leadership = "Leadership";
    private const string AntiPatterns = "AntiPatterns";

    /// <summary>No divisions and no environments are a valid catalogue. Other root keys belong to others.</summary>
    public static CatalogueReading Read(IConfiguration configuration)
    {
        var mistakes = new MistakeList();
        NameMisspelledRoots(configuration, mistakes);
        var root = new SectionReader(configuration, path: "", mistakes);
        HostSettingsReader.Check(root);
        var divisions = root.Sections(Divisions).Select(s => s.Place(DivisionReader.Read(s))).ToList();
        var environments = root.Sections(Environments).Select(s => s.Place(EnvironmentReader.Read(s))).ToList();
        var loops = LoopIntervalsReader.Read(root.Section(Loops));
        var registry = RegistryAccessReader.Read(root.Section(Registry));
        var eventStore = EventStoreAccessReader.Read(root.Section(EventStore));
        var git = GitAccessReader.Read(root.Section(Git));
        var leaseDuration = LeadershipReader.ReadLeaseDuration(root.Section(Leadership));
        var guard = GuardSettingsReader.Read(root.Section(AntiPatterns));
        new CatalogueRules(divisions, environments, isEmbedded: eventStore is null, mistakes).Check();
        return mistakes.IsEmpty
            ? new CatalogueReading(
                new ShippingCatalogue(divisions.Select(d => d.Value), environments.Select(e => e.Value), loops, registry)
                {
                    EventStore = eventStore,
                    Git = git,
                    LeaseDuration = leaseDuration,
                    Guard = guard,
                },
                [])
            : new CatalogueReading(Catalogue: null, mistakes.InOrder());
    }

    /// <summary>
    /// A misspelled root would be an empty catalogue without a word. Only sections are looked at: a plain value of a
    /// similar name, such as the host's own <c>environment</c>, is somebody else's.
    /// </summary>
    private static void NameMisspelledRoots(IConfiguration configuration, MistakeList mistakes)
    {
        foreach (var section in configuration.GetChildren().Where(s => s.GetChildren().Any()))
        {
            if (Spelling.Nearest(section.Key, [Divisions, Environments, Loops, Registry, EventStore, Git, Leadership, AntiPatterns]) is { } meant &&
                !meant.Equals(section.Key, StringComparison.OrdinalIgnoreCase))
            {
                mistakes.Add(section.Path, $"is not a setting: did you mean {meant}?");
            }
        }
    }
}
