namespace HecateDaemon.Lifecycle.Values;

/// <summary>
/// Something outside did not do what it was asked: unreachable, hung, refusing or answering nonsense. Adapters throw it;
/// the road waits and tries again. The message is one sentence for a person: what, where, what was seen. No secrets.
/// </summary>
public sealed class OutsideWorldException : Exception
{
    public OutsideWorldException()
    {
    }

    public OutsideWorldException(string message)
        : base(message)
    {
    }

    public OutsideWorldException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>True where trying again will not help until a person changes something.</summary>
    public bool NeedsPerson { get; init; }
}
