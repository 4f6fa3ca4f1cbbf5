namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>The daemon cannot start with this configuration. The message names every mistake, one a line, sorted.</summary>
public sealed class ConfigurationMistakesException : Exception
{
    public ConfigurationMistakesException()
        : this([])
    {
    }

    public ConfigurationMistakesException(string message)
        : base(message)
    {
    }

    public ConfigurationMistakesException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    public ConfigurationMistakesException(IReadOnlyCollection<Mistake> mistakes)
        : base(Tell(mistakes))
    {
    }

    private static string Tell(IReadOnlyCollection<Mistake> mistakes)
    {
        var lines = mistakes.Select(m => m.ToString()).Order(StringComparer.Ordinal);
        return string.Join('\n', lines.Prepend(mistakes.Count is 1
            ? "the configuration has a mistake:"
            : $"the configuration has {mistakes.Count} mistakes:"));
    }
}
