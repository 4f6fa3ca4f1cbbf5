namespace HecateDaemon.Lifecycle.Api;

/// <summary>A request that bore an <c>Idempotency-Key</c> was answered; its repeats get the same answer.</summary>
public sealed record RequestAnswered
{
    public required string Path { get; init; }

    /// <summary>SHA-256 of the request's body, in hexadecimal.</summary>
    public required string BodyHash { get; init; }

    public required int HttpStatus { get; init; }

    public required string ContentType { get; init; }

    public string? Location { get; init; }

    /// <summary>The answer's body to the letter.</summary>
    public required string Answer { get; init; }
}
