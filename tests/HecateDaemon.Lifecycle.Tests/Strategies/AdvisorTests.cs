using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Strategies;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Strategies;

public sealed class AdvisorTests
{
    private static readonly Advice Declared = new() { Mesh = ["src/mesh/**"], EventStoreSchema = ["**/*.proto"], CannotCoexist = ["migrations/*.sql"] };

    [Theory]
    [InlineData("README.md", Strategy.Rolling, "For most Hecate divisions, rolling is the default.")]
    [InlineData("src/mesh/node.erl", Strategy.Canary, "Use canary for changes that touch the mesh or event store schema.")]
    [InlineData("apps/a/b/event.proto", Strategy.Canary, "apps/a/b/event.proto changed")]
    [InlineData("event.proto", Strategy.Canary, "event.proto changed")]
    [InlineData("migrations/7.sql", Strategy.Recreate, "Use recreate only when old and new versions cannot coexist.")]
    [InlineData("migrations/old/7.sql", Strategy.Rolling, "none of the 2 changed files")]
    public void It_proposes_by_the_changed_files_in_the_seeds_words(string changed, Strategy strategy, string why)
    {
        var proposal = Advisor.Propose(["CHANGELOG.md", changed], Declared);

        proposal.Strategy.ShouldBe(strategy);
        proposal.Why.ShouldContain(why);
    }

    [Fact]
    public void What_cannot_coexist_goes_before_what_is_only_risky() =>
        Advisor.Propose(["src/mesh/a", "migrations/1.sql"], Declared).Strategy.ShouldBe(Strategy.Recreate);

    [Theory]
    [InlineData("**", "a/b/c", true)]
    [InlineData("a/**", "a", true)]
    [InlineData("a/**/c", "a/c", true)]
    [InlineData("a/**/c", "a/b/b/c", true)]
    [InlineData("a/**/c", "a/b/b/d", false)]
    [InlineData("a/?.x", "a/b.x", true)]
    [InlineData("a/*", "a/b/c", false)]
    [InlineData("A/*", "a/b", false)]
    [InlineData("**/**/**/**/**/**/**/**/x", "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/y", false)]
    public void A_glob_goes_by_names(string glob, string path, bool matches) => PathGlob.Matches(glob, path).ShouldBe(matches);
}
