namespace HecateDaemon.Lifecycle.Releases;

/// <summary>How a place where a version stands is related to the release that is checked.</summary>
internal enum Standing
{
    /// <summary>It is another component's.</summary>
    Outside,

    /// <summary>One of several within the component: the tags around tell whether it follows them.</summary>
    Inside,

    /// <summary>Where the component itself has its version.</summary>
    Main,

    /// <summary>People say that it states the version.</summary>
    Configured,
}
