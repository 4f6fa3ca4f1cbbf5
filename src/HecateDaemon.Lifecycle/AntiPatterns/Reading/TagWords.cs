using System.Collections.Frozen;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Words in tags by which nobody knows what runs.</summary>
internal static class TagWords
{
    /// <summary>Branches and channels.</summary>
    public static readonly FrozenSet<string> Channels = Set(
        "main", "master", "trunk", "mainline", "develop", "development", "devel", "head", "tip", "edge", "bleeding", "stable",
        "oldstable", "unstable", "testing", "nightly", "daily", "weekly", "monthly", "canary", "rolling", "lts", "next", "current",
        "preview", "experimental", "snapshot", "snapshots", "staging", "stage", "production", "prod", "preprod", "qa", "uat",
        "live", "release", "integration", "insider", "insiders", "rawhide", "sandbox");

    /// <summary>With a number behind them they name one pre-release; alone they are channels.</summary>
    public static readonly FrozenSet<string> PreReleases = Set("alpha", "beta", "rc", "pre", "prerelease");

    /// <summary>What stands before the name of a branch or of a request to merge one.</summary>
    public static readonly FrozenSet<string> BranchPrefixes = Set(
        "feature", "feat", "bugfix", "hotfix", "fix", "pr", "mr", "pull", "branch", "topic", "spike", "renovate", "dependabot", "refs");

    public static readonly FrozenSet<string> Local = Set("dev", "local", "wip", "localbuild", "devbuild");

    public static readonly FrozenSet<string> Flavours = Set(
        "alpine", "slim", "debian", "ubuntu", "fedora", "centos", "rockylinux", "ubi", "ubi8", "ubi9", "wolfi", "distroless", "chiseled",
        "buster", "bullseye", "bookworm", "trixie", "sid", "stretch", "bionic", "focal", "jammy", "noble", "xenial",
        "fpm", "apache", "cli", "zts", "perl", "otel", "management", "jdk", "jre", "openjdk", "temurin", "python", "node", "php",
        "java", "go",
        "glibc", "musl", "uclibc", "nonroot", "root", "rootless", "unprivileged", "debug", "static", "base", "full", "minimal", "onbuild",
        "windowsservercore", "nanoserver", "cpu", "gpu", "cuda", "amd64", "arm64", "arm", "arm32v7", "arm64v8", "linux", "x86_64");

    /// <summary>True for what may stand before the number of a version line, as in <c>v1</c> and <c>alpine3.19</c>.</summary>
    public static bool IsBeforeNumber(string word) => word is "" or "v" or "version" || Flavours.Contains(word);

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
