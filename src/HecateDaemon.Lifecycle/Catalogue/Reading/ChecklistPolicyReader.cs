using System.Globalization;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads an environment's <c>Checklist</c>.</summary>
internal static class ChecklistPolicyReader
{
    private static readonly ChecklistPolicy Unset = new();

    public static ChecklistPolicy Read(SectionReader? settings)
    {
        if (settings is null)
        {
            return Unset;
        }

        var policy = new ChecklistPolicy
        {
            NotRequired = Items(settings, nameof(Unset.NotRequired), EntryChecklist.Items.Select(i => i.Key)),
            NeverWaived = Items(settings, nameof(Unset.NeverWaived),
                EntryChecklist.Items.Concat(ExitChecklist.Items).Select(i => i.Key).Append(ChecklistPolicy.Every)),
            WaiverUids = Ids(settings, nameof(Unset.WaiverUids)),
            WaiverGids = Ids(settings, nameof(Unset.WaiverGids)),
        };
        settings.NothingElse();
        return policy;
    }

    private static IReadOnlyList<string> Items(SectionReader settings, string key, IEnumerable<string> known)
    {
        var given = settings.Texts(key);
        if (given.FirstOrDefault(item => !known.Contains(item, StringComparer.Ordinal)) is { Length: > 0 } unknown)
        {
            settings.Wrong(key, Spelling.Nearest(unknown, known) is { } meant
                ? $"names an item that there is not: did you mean {meant}?"
                : $"names an item that there is not; there are {string.Join(", ", known)}");
        }

        return given;
    }

    private static List<uint> Ids(SectionReader settings, string key)
    {
        var ids = new List<uint>();
        foreach (var text in settings.Texts(key))
        {
            if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                ids.Add(id);
            }
            else
            {
                settings.Wrong(key, "must be numbers: user or group ids");
            }
        }

        return ids;
    }
}
