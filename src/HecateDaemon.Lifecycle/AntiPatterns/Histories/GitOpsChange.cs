using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>A commit of a GitOps repository, with the author's name as it stands in it.</summary>
public sealed record GitOpsCommit(CommitId Id, string Author, DateTimeOffset At, string Subject);

/// <summary>A place where a commit put an image at another version; null: there was no such place before.</summary>
public sealed record GitOpsChange(GitOpsCommit Commit, string File, int Line, string? Old, string New);
