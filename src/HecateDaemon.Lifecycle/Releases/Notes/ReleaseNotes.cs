using System.Globalization;
using System.Text;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Release notes in the template of the house, from what the commits say.</summary>
internal static class ReleaseNotes
{
    /// <summary>Stands where only a person knows; a check does not take it for an answer.</summary>
    public const string Open = "to be written";

    public static string Of(string tag, TaggedRelease? previous, ChangeSet changes)
    {
        var notes = new StringBuilder($"## Release {tag}\n\n### Changes\n");
        AppendAll(notes, Worth(changes).Select(Line));
        var breaking = changes.Breaking.ToList();
        notes.Append("\n### Breaking Changes\n");
        AppendAll(notes, breaking.Select(c => $"{OneLine(c.Message.Breaking!)} ({Id(c)})"));
        notes.Append("\n### Migration Steps\n");
        AppendAll(notes, breaking.Select(c => $"{Open}: {c.Message.Description} ({Id(c)})"));
        notes.Append("\n### Rollback Plan\n");
        notes.Append(CultureInfo.InvariantCulture, $"- {(previous is null ? "None: there is no earlier release" : $"Revert to {previous}")}\n");
        return notes.Append(CultureInfo.InvariantCulture, $"- Data migration rollback: {(breaking is [] ? "None" : Open)}\n").ToString();
    }

    /// <summary>What users can see, oldest first; commits that do not say their type are not judged.</summary>
    public static IEnumerable<Change> Worth(ChangeSet changes) => changes.Read
        .Where(c => c.Message.IsFeature || c.Message.IsFix || c.Message.Breaking is not null)
        .Concat(changes.Unread)
        .Reverse();

    public static string Line(Change change) => OneLine(change.Message.Subject);

    private static string Id(Change change) => change.Id.ToString()[..10];

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)).Trim();

    private static void AppendAll(StringBuilder notes, IEnumerable<string> lines)
    {
        foreach (var line in lines.DefaultIfEmpty("None"))
        {
            notes.Append("- ").Append(line).Append('\n');
        }
    }
}
