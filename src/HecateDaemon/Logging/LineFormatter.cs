using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;

namespace HecateDaemon.Logging;

/// <summary>
/// One line for each event, for people and for the journal. What a caller sent may stand in a message, so control
/// characters are shown instead of written: nobody can forge a line or command a terminal.
/// </summary>
internal sealed class LineFormatter(bool journal) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        var head = journal
            ? $"<{Priority(logEvent.Level)}>"
            : $"{logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {Word(logEvent.Level)} ";
        output.Write(head);
        WriteVisible(logEvent.RenderMessage(CultureInfo.InvariantCulture), output);
        output.Write('\n');
        foreach (var line in (logEvent.Exception?.ToString() ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            output.Write(head);
            output.Write("  ");
            WriteVisible(line, output);
            output.Write('\n');
        }
    }

    /// <summary>By sd-daemon(3).</summary>
    private static int Priority(LogEventLevel level) => level switch
    {
        LogEventLevel.Fatal => 2,
        LogEventLevel.Error => 3,
        LogEventLevel.Warning => 4,
        LogEventLevel.Information => 6,
        _ => 7,
    };

    private static string Word(LogEventLevel level) => level switch
    {
        LogEventLevel.Fatal => "FATAL",
        LogEventLevel.Error => "ERROR",
        LogEventLevel.Warning => "WARN ",
        LogEventLevel.Information => "INFO ",
        _ => "DEBUG",
    };

    private static void WriteVisible(string text, TextWriter output)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                output.Write($"\\u{(int)c:x4}");
            }
            else
            {
                output.Write(c);
            }
        }
    }
}
