using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.Extensions.DependencyInjection;
using static HecateDaemon.Adapters.Tests.EventLog.Events;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

public sealed class EventStoreModuleTests : EventStoreTraps
{
    [Fact]
    public async Task Events_checkpoints_and_health_are_those_of_the_server_that_is_named()
    {
        await using var provider = new ServiceCollection()
            .AddLogging()
            .AddEventStore(new EventStoreAccess { ConnectionString = $"esdb://127.0.0.1:{Server.Port}?tls=false" })
            .BuildServiceProvider();

        await provider.GetRequiredService<IEventLog>().AppendAsync(Stream, -1, [Event("a")], Ct);
        await provider.GetRequiredService<ICheckpoints>().SaveAsync("policies", 0, Ct);

        provider.GetRequiredService<IEventLogHealth>().Trouble.ShouldBeNull();
        Disk.All().Select(r => r.Stream).TakeLast(3)
            .ShouldBe([ServersStream, "$$hecate_checkpoint-policies", "hecate_checkpoint-policies"]);
    }

    [Fact]
    public void A_connection_string_that_is_wrong_is_a_mistake_of_its_setting() =>
        Should.Throw<ConfigurationMistakesException>(
                () => new ServiceCollection().AddEventStore(new EventStoreAccess { ConnectionString = "esdb://a?tsl=false" }))
            .Message.ShouldContain("EventStore:ConnectionString has an option 'tsl' that is not known");
}
