namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>A read model that is made of events alone. Called from one thread at a time, in the order of the log.</summary>
public interface IProjection
{
    void Apply(StoredEvent stored, object happened);

    /// <summary>Back to nothing: the log is about to be shown from its first event.</summary>
    void Forget();
}
