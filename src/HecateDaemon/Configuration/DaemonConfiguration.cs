using System.Text.Json;

namespace HecateDaemon.Configuration;

/// <summary>Where settings come from: the file, then <c>HECATE__…</c> variables over it, then switches over both.</summary>
internal static class DaemonConfiguration
{
    private const string SocketPathKey = "Socket:Path";

    public static IConfigurationRoot Read(CommandLine line)
    {
        var chosen = line.Config ?? Environment.GetEnvironmentVariable("HECATE_CONFIG");
        var path = Path.GetFullPath(chosen is { Length: > 0 } ? chosen : Defaults.ConfigurationFile);
        var socket = line.Socket ?? Environment.GetEnvironmentVariable("HECATE_SOCKET_PATH");
        // The file is not watched: that costs start-up time, and half a saved file is no configuration.
        var builder = new ConfigurationBuilder()
            .AddJsonFile(path, optional: chosen is not { Length: > 0 }, reloadOnChange: false)
            .AddEnvironmentVariables("HECATE__")
            .AddInMemoryCollection(socket is { Length: > 0 } ? [new(SocketPathKey, socket)] : []);
        try
        {
            return builder.Build();
        }
        catch (InvalidDataException e)
        {
            throw CannotStartException.BadConfiguration($"the configuration '{path}' is not right: {ReasonIn(e)}");
        }
        catch (FileNotFoundException)
        {
            throw CannotStartException.BadConfiguration($"the configuration '{path}' is not there");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotStartException.BadConfiguration($"the configuration '{path}' cannot be read: {e.Message}");
        }
    }

    public static string SocketPath(IConfiguration configuration) =>
        Path.GetFullPath(configuration[SocketPathKey] is { Length: > 0 } path ? path : Defaults.SocketPath);

    private static string ReasonIn(Exception e) => e switch
    {
        JsonException { LineNumber: { } line, BytePositionInLine: { } column } =>
            $"it is not JSON at line {line + 1}, column {column + 1}",
        { InnerException: { } inner } => ReasonIn(inner),
        _ => e.Message,
    };
}
