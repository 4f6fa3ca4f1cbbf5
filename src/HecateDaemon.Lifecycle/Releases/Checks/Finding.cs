using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>One item of a release's check, what was found, and by what.</summary>
public sealed record Finding(string Item, Verdict Verdict, string Evidence);

/// <summary>What can be said of an item.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Verdict>))]
public enum Verdict
{
    Satisfied,
    Unsatisfied,
    CannotTell,
    NotApplicable,
}
