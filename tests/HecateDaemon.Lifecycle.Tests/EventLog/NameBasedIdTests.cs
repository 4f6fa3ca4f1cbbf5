using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Tests.EventLog;

public sealed class NameBasedIdTests
{
    private static readonly Guid Space = new("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    /// <summary>The values were computed elsewhere (Python's hashlib): ids already in a log depend on them.</summary>
    [Theory]
    [InlineData("event 0", "30f3d5aa-7087-8560-ab88-e5b9e442062c")]
    [InlineData("grüße 😀", "de147b32-e35d-8f1f-a4e4-ee01aa9f7fd1")]
    public void The_id_of_a_name_never_changes(string name, string id)
    {
        NameBasedId.From(Space, name).ShouldBe(new Guid(id));
    }

    [Fact]
    public void Another_name_or_another_space_is_another_id()
    {
        var id = NameBasedId.From(Space, "event 1");

        NameBasedId.From(Space, "event 2").ShouldNotBe(id);
        NameBasedId.From(Guid.Empty, "event 1").ShouldNotBe(id);
    }

    [Fact]
    public void A_name_has_at_most_256_characters()
    {
        NameBasedId.From(Space, new string('ü', 256)).Version.ShouldBe(8);
        Should.Throw<ArgumentException>(() => NameBasedId.From(Space, new string('x', 257)));
    }
}
