namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads an environment's <c>Notifications</c>.</summary>
internal static class NotificationReader
{
    public static IReadOnlyList<NotificationReceiver> ReadAll(SectionReader settings, string key)
    {
        var all = settings.Sections(key).Select(Read).ToList();
        foreach (var name in all.GroupBy(r => r.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            settings.Wrong(key, $"has more than one receiver called {name}");
        }

        return all.Count is 0 ? Array.Empty<NotificationReceiver>() : all;
    }

    private static NotificationReceiver Read(SectionReader settings)
    {
        var urlFile = settings.LocalPath(nameof(NotificationReceiver.UrlFile));
        var receiver = new NotificationReceiver
        {
            Name = settings.ShortName(nameof(NotificationReceiver.Name)),
            Url = urlFile is null ? settings.HttpUrl(nameof(NotificationReceiver.Url)) : null,
            UrlFile = urlFile,
            TokenFile = settings.LocalPath(nameof(NotificationReceiver.TokenFile)),
            Template = settings.Value(nameof(NotificationReceiver.Template), NotificationTemplate.CloudEvents, (text, out value) =>
            {
                value = text is "slack" ? NotificationTemplate.Slack : NotificationTemplate.CloudEvents;
                return text is "slack" or "cloudevents";
            }, "cloudevents or slack"),
        };
        if (urlFile is not null)
        {
            settings.Forbid(nameof(NotificationReceiver.Url), "has no meaning beside UrlFile");
        }

        if (receiver is { TokenFile: not null, Url: { Scheme: "http", IsLoopback: false } })
        {
            settings.Wrong(nameof(NotificationReceiver.Url), "must be https where a TokenFile is given: the token would be seen by everybody on the way");
        }

        settings.NothingElse();
        return receiver;
    }
}
