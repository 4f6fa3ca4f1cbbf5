namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>A webhook that is told about the deployments of an environment.</summary>
public sealed record NotificationReceiver
{
    /// <summary>Unique within the environment.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is; null: that is a secret, and stands in <see cref="UrlFile"/>.</summary>
    public Uri? Url { get; init; }

    /// <summary>A file that holds the address, which is the secret of a chat's webhook.</summary>
    public string? UrlFile { get; init; }

    /// <summary>A file that holds a bearer token; null: none is sent.</summary>
    public string? TokenFile { get; init; }

    public NotificationTemplate Template { get; init; }
}

/// <summary>What a notification looks like.</summary>
public enum NotificationTemplate
{
    /// <summary>A CloudEvent in structured JSON, with the event's data.</summary>
    CloudEvents,

    /// <summary><c>{"text": "…"}</c>, which Slack and those that take after it understand.</summary>
    Slack,
}
