namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads how an environment's bumps get to its branch: <c>Delivery</c>, and <c>PullRequest</c> where that is how.</summary>
internal static class PullRequestReader
{
    private const string Delivery = "Delivery";
    private const string PullRequest = nameof(TargetEnvironment.PullRequest);

    private static readonly PullRequestMode Unset = new();

    public static PullRequestMode? Read(SectionReader settings)
    {
        if (settings.Word(Delivery, "push", "push", "pull-request") is "push")
        {
            settings.Forbid(PullRequest, "has no meaning unless Delivery is pull-request");
            return null;
        }

        return settings.Section(PullRequest) is { } section ? ModeOf(section) : Unset;
    }

    private static PullRequestMode ModeOf(SectionReader section)
    {
        var mode = new PullRequestMode
        {
            PushOptions = Lines(section, nameof(Unset.PushOptions)),
            Command = Lines(section, nameof(Unset.Command)),
            CommandDeadline = section.Duration(
                nameof(Unset.CommandDeadline), Unset.CommandDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            LookEvery = section.Duration(
                nameof(Unset.LookEvery), Unset.LookEvery, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        };
        section.NothingElse();
        return mode;
    }

    private static IReadOnlyList<string> Lines(SectionReader section, string key) =>
        section.Section(key) is { } list ? [.. list.Keys().Select(list.RequiredText)] : [];
}
