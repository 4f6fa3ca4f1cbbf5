using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>What CI is asked about: a commit, and the release that it is.</summary>
public sealed record CiQuestion(CommitId Commit, string Tag, ReleaseVersion Version);
