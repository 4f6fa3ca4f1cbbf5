namespace HecateDaemon.Adapters.Git;

/// <summary>What a walk through a commit came across: files, and of each folder walked through, which of them are below it.</summary>
internal sealed class FoundFiles
{
    public List<GitFile> Files { get; } = [];

    public List<(GitId Folder, Range Below)> Folders { get; } = [];

    public int Entries { get; set; }
}
