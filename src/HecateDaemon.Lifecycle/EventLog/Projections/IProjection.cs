namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>A read model that is made of events alone. Filled from one thread at a time, in the order of the log; read by many.</summary>
public interface IProjection
{
    void Apply(StoredEvent stored, object happened);

    /// <summary>An empty one of its kind, to be filled beside it from the log's first event.</summary>
    IProjection Anew();

    /// <summary>Takes over all that the rebuilt one has, at once: whoever reads sees what was before or what is now.</summary>
    void Become(IProjection rebuilt);
}
