using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Tests.Catalogue;

public sealed class LeadershipSettingsTests
{
    private const string EventStore = """ "EventStore": { "ConnectionString": "esdb://a?tls=false" } """;
    private const string Direct = """ "GitOpsRepository": "https://git.example.org/gitops", "Reconciler": "direct" """;
    private const string Directory =
        """ "GitOpsRepository": "https://git.example.org/gitops", "Reconciler": "directory", "Directory": { "Path": "/srv/live" } """;

    [Fact]
    public void The_embedded_log_needs_no_lease_and_EventStoreDB_keeps_them_unless_said_otherwise()
    {
        Of($$"""{ "Environments": { "production": { {{Direct}} } } }""").ShouldBe(LeaderElection.None);
        Of($$"""{ {{EventStore}}, "Environments": { "production": { {{Direct}} } } }""").ShouldBe(LeaderElection.EventLog);
        Of($$"""{ {{EventStore}}, "Environments": { "production": { {{Direct}}, "Leadership": "kubernetes" } } }""").ShouldBe(LeaderElection.Kubernetes);
        Of($$"""{ {{EventStore}}, "Environments": { "production": { {{Direct}}, "Leadership": "none" } } }""").ShouldBe(LeaderElection.None);
    }

    [Theory]
    [InlineData(Direct, "event_log", "no other daemon can open")]
    [InlineData(Directory, "kubernetes", "there is no cluster")]
    [InlineData(Direct, "raft", "none, event_log or kubernetes")]
    public void What_no_other_daemon_would_see_is_a_mistake(string environment, string leadership, string said)
    {
        var mistake = Read($$"""{ "Environments": { "production": { {{environment}}, "Leadership": "{{leadership}}" } } }""").Mistakes.ShouldHaveSingleItem();

        mistake.Key.ShouldBe("Environments:production:Leadership");
        mistake.Sentence.ShouldContain(said);
    }

    [Fact]
    public void A_lease_lasts_thirty_seconds_or_as_long_as_is_said()
    {
        Read("{}").Catalogue!.LeaseDuration.ShouldBe(TimeSpan.FromSeconds(30));
        Read("""{ "Leadership": { "LeaseDuration": "00:00:10" } }""").Catalogue!.LeaseDuration.ShouldBe(TimeSpan.FromSeconds(10));
        Read("""{ "Leadership": { "LeaseDuration": "00:00:01", "Lease": 1 } }""").Mistakes.Select(m => m.Key)
            .ShouldBe(["Leadership:Lease", "Leadership:LeaseDuration"]);
    }

    private static LeaderElection Of(string json)
    {
        var catalogue = Read(json).Catalogue!;
        return catalogue.LeadershipOf(catalogue.Environments.Values.Single());
    }

    private static CatalogueReading Read(string json) => CatalogueReader.Read(SampleConfiguration.FromJson(json));
}
