using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>What every successful answer derives from, so that it begins with <c>"ok":true</c>.</summary>
public abstract record Answer
{
    [JsonPropertyOrder(-1)]
    public bool Ok => true;
}
