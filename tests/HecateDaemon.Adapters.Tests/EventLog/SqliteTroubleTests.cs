using HecateDaemon.Adapters.Sqlite;
using Microsoft.Data.Sqlite;

namespace HecateDaemon.Adapters.Tests.EventLog;

public sealed class SqliteTroubleTests
{
    [Theory]
    [InlineData(5, "is locked by another program", false)]
    [InlineData(8, "is read-only", true)]
    [InlineData(10, "could not be read or written", true)]
    [InlineData(11, "is damaged", true)]
    [InlineData(13, "has no room left on its disk", true)]
    [InlineData(14, "cannot be opened", true)]
    [InlineData(26, "is not a SQLite database", true)]
    [InlineData(1, "failed", true)]
    public void An_error_code_becomes_a_sentence_about_the_file(int code, string seen, bool needsPerson)
    {
        var explained = SqliteTrouble.Explain("/var/lib/events.db", new SqliteException("database trouble", code));

        explained.Message.ShouldStartWith($"the event log /var/lib/events.db {seen} (SQLite error {code}): ");
        explained.NeedsPerson.ShouldBe(needsPerson);
    }
}
