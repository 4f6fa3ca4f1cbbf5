using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>A push that came second: which of all pushes it was, counted from 1, the head that it was made for, and what was said.</summary>
public sealed record LostPush(int Attempt, CommitId Head, string Said);
