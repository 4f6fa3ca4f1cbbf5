namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>What an image's tag tells about the version that will run.</summary>
internal enum TagKind
{
    /// <summary>A version, a digest, or a word of which nothing bad is known.</summary>
    Exact,

    Latest,

    /// <summary>No tag, which means <c>latest</c>.</summary>
    Missing,

    /// <summary>A colon without a tag behind it.</summary>
    Empty,

    /// <summary>A branch or a channel.</summary>
    Branch,

    /// <summary>Only what the image is built on, such as <c>alpine</c>.</summary>
    Flavour,

    /// <summary>Words without any number.</summary>
    Nameless,

    /// <summary><c>X</c> or <c>X.Y</c>: more may come under the same tag.</summary>
    Floating,

    /// <summary>A date, a commit or a build number: it may never move, but names no version.</summary>
    DateOrCommit,

    /// <summary>What developers call their own builds.</summary>
    Local,

    /// <summary>A variable, or what a chart fills in.</summary>
    Unknown,
}
