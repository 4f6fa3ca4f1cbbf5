namespace HecateDaemon.Lifecycle.Images;

/// <summary>What a look at a signature came to.</summary>
public abstract record SignatureSeen
{
    private SignatureSeen()
    {
    }

    public sealed record Absent : SignatureSeen;

    /// <summary>There is one, under this tag or digest; nothing here can verify it.</summary>
    public sealed record Present(string Where) : SignatureSeen;

    public sealed record Verified : SignatureSeen;

    /// <summary>What the verifier said, in one line.</summary>
    public sealed record Refused(string Reason) : SignatureSeen;
}
