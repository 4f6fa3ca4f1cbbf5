using HecateDaemon.Adapters.EventStoreDb;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

public sealed class EventStoreConnectionStringTests
{
    [Fact]
    public void One_host_is_asked_itself_over_TLS_with_the_defaults_of_EventStoreDB()
    {
        var settings = EventStoreConnectionString.Parse("esdb://db.example.org");

        settings.EndPoints.ShouldBe([new EventStoreEndPoint("db.example.org", 2113)]);
        settings.ShouldBe(new EventStoreSettings
        {
            EndPoints = settings.EndPoints,
            Discovers = false,
            Tls = true,
            VerifiesCertificate = true,
            NodePreference = NodePreference.Leader,
            MaxDiscoverAttempts = 10,
            DiscoveryInterval = TimeSpan.FromMilliseconds(100),
            GossipTimeout = TimeSpan.FromSeconds(5),
            KeepAliveInterval = TimeSpan.FromSeconds(10),
            KeepAliveTimeout = TimeSpan.FromSeconds(10),
            DefaultDeadline = TimeSpan.FromSeconds(10),
        });
    }

    [Theory]
    [InlineData("esdb://a", false)]
    [InlineData("kurrentdb://a/", false)]
    [InlineData("kurrent://a", false)]
    [InlineData("kdb://a/?tls=true", false)]
    [InlineData("KurrentDB://a", false)]
    [InlineData("esdb+discover://a", true)]
    [InlineData("kurrentdb+discover://a", true)]
    [InlineData("kurrent+DISCOVER://a", true)]
    [InlineData("kdb+discover://a", true)]
    [InlineData("esdb://a,b:2114", true)]
    public void A_scheme_or_several_hosts_ask_for_discovery(string text, bool discovers) =>
        EventStoreConnectionString.Parse(text).Discovers.ShouldBe(discovers);

    [Fact]
    public void Hosts_have_ports_of_their_own() =>
        EventStoreConnectionString.Parse("esdb://a:1,10.0.0.2,c.d:65535").EndPoints.ShouldBe(
            [new EventStoreEndPoint("a", 1), new EventStoreEndPoint("10.0.0.2", 2113), new EventStoreEndPoint("c.d", 65535)]);

    [Fact]
    public void Every_option_is_read_however_its_name_is_cased()
    {
        var settings = EventStoreConnectionString.Parse(
            "esdb://a?TLS=true&tlsVerifyCert=False&tlscafile=/ca.pem&userCertFile=/c.pem&userKeyFile=/k.pem"
            + "&nodePreference=ReadOnlyReplica&maxDiscoverAttempts=3&discoveryInterval=7&gossipTimeout=8"
            + "&keepAliveInterval=-1&keepAliveTimeout=2000&defaultDeadline=9&connectionName=one&throwOnAppendFailure=false");

        settings.ShouldBe(new EventStoreSettings
        {
            EndPoints = settings.EndPoints,
            VerifiesCertificate = false,
            CaFile = "/ca.pem",
            UserCertFile = "/c.pem",
            UserKeyFile = "/k.pem",
            NodePreference = NodePreference.ReadOnlyReplica,
            MaxDiscoverAttempts = 3,
            DiscoveryInterval = TimeSpan.FromMilliseconds(7),
            GossipTimeout = TimeSpan.FromMilliseconds(8),
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
            KeepAliveTimeout = TimeSpan.FromSeconds(2),
            DefaultDeadline = TimeSpan.FromMilliseconds(9),
            ConnectionName = "one",
        });
    }

    [Theory]
    [InlineData("a:2113", "must begin with esdb://")]
    [InlineData("http://a", "must begin with esdb://")]
    [InlineData("esdb://", "must name hosts")]
    [InlineData("esdb://a,,b", "must name hosts")]
    [InlineData("esdb://a:0", "must name hosts as HOST or HOST:PORT, not 'a:0'")]
    [InlineData("esdb://a:65536", "must name hosts")]
    [InlineData("esdb://a:x", "must name hosts")]
    [InlineData("esdb://[::1]:2113", "must name hosts")]
    [InlineData("esdb://a/path", "must have no path")]
    [InlineData("esdb://a?tls", "must give each option as name=value, not 'tls'")]
    [InlineData("esdb://a?tls=", "must give each option as name=value")]
    [InlineData("esdb://a?tls=true=false", "must give each option as name=value")]
    [InlineData("esdb://a?tls=true&", "must give each option as name=value")]
    [InlineData("esdb://a?tsl=true", "has an option 'tsl' that is not known: known are tls, tlsVerifyCert")]
    [InlineData("esdb://a?tls=true&TLS=true", "has the option 'TLS' twice")]
    [InlineData("esdb://a?tls=1", "has the option 'tls', which must be true or false")]
    [InlineData("esdb://a?tlsCaFile=ca.pem", "has the option 'tlsCaFile', which must be an absolute path")]
    [InlineData("esdb://a?nodePreference=any", "has the option 'nodePreference', which must be leader, follower")]
    [InlineData("esdb://a?maxDiscoverAttempts=0", "has the option 'maxDiscoverAttempts', which must be a whole number")]
    [InlineData("esdb://a?keepAliveInterval=-2", "has the option 'keepAliveInterval', which must be")]
    [InlineData("esdb://a?defaultDeadline=-1", "has the option 'defaultDeadline', which must be")]
    [InlineData("esdb://a?connectionName=two words", "has the option 'connectionName', which must be")]
    [InlineData("esdb://a?throwOnAppendFailure=no", "has the option 'throwOnAppendFailure', which must be")]
    [InlineData("esdb://a?userCertFile=/c.pem", "must give userCertFile and userKeyFile together")]
    public void What_is_wrong_names_itself(string text, string said) =>
        Should.Throw<FormatException>(() => EventStoreConnectionString.Parse(text)).Message.ShouldStartWith(said);

    [Theory]
    [InlineData("esdb://admin:changeit@a")]
    [InlineData("esdb://admin:change?it=1@a")]
    [InlineData("esdb://admin:change/it@a?tls=false")]
    public void Credentials_are_refused_and_not_repeated(string text)
    {
        var refused = Should.Throw<FormatException>(() => EventStoreConnectionString.Parse(text)).Message;

        refused.ShouldContain("CredentialsFile");
        refused.ShouldNotContain("change");
    }
}
