using HecateDaemon.Adapters.Peers;

namespace HecateDaemon.Adapters.Tests.Peers;

public sealed class AccountNamesTests
{
    [Fact]
    public void A_user_has_the_name_that_the_machine_knows() => AccountNames.OfUser(0).ShouldBe("root");

    [Fact]
    public void A_user_without_a_name_is_its_number() => AccountNames.OfUser(3_999_999_999).ShouldBe("3999999999");

    [Fact]
    public void A_group_has_the_number_that_the_machine_knows() => AccountNames.IdOfGroup("root").ShouldBe(0u);

    [Fact]
    public void A_group_that_is_not_there_has_no_number() => AccountNames.IdOfGroup("no-such-group").ShouldBeNull();
}
