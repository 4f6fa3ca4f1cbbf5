using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>
/// Who acted: a process on this machine as the kernel names it (<c>peer</c>), one of the daemon's own policies, effects or
/// rounds (<c>policy</c>), or nobody that could be told (<c>unknown</c>, where the platform's sockets carry no credentials).
/// </summary>
public sealed record Actor
{
    public required string Kind { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public uint? Uid { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public uint? Gid { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Pid { get; init; }

    /// <summary>The account's name, or the name of the policy.</summary>
    public required string Name { get; init; }

    public static Actor Unknown { get; } = new() { Kind = "unknown", Name = "unknown" };

    public static Actor Policy(string name) => new() { Kind = "policy", Name = name };

    public static Actor Peer(uint uid, uint gid, int pid, string name) =>
        new() { Kind = "peer", Uid = uid, Gid = gid, Pid = pid, Name = name };
}
