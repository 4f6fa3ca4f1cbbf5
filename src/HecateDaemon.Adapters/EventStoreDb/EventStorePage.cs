using RecordedEvent = HecateDaemon.Adapters.EventStoreDb.Wire.ReadResp.Types.ReadEvent.Types.RecordedEvent;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>What one counted read gave, and whether a further one may give more.</summary>
internal sealed record EventStorePage(IReadOnlyList<RecordedEvent> Events, bool HasMore);
