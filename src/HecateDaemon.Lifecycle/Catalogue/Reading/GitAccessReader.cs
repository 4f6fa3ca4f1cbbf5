namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads <c>Git</c>.</summary>
internal static class GitAccessReader
{
    private static readonly GitAccess Unset = new();

    public static GitAccess Read(SectionReader? settings)
    {
        if (settings is null)
        {
            return Unset;
        }

        var access = new GitAccess
        {
            Credentials = [.. settings.Sections(nameof(Unset.Credentials)).Select(GitCredentialReader.Read)],
            Author = IdentityOf(settings.Section(nameof(Unset.Author)), Unset.Author),
            Committer = settings.Section(nameof(Unset.Committer)) is { } committer ? IdentityOf(committer, Unset.Author) : null,
            Signing = SigningOf(settings.Section(nameof(Unset.Signing))),
            Subjects = SubjectsOf(settings.Section(nameof(Unset.Subjects))),
            GatheringWindow = settings.Duration(
                nameof(Unset.GatheringWindow), Unset.GatheringWindow, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        };
        settings.NothingElse();
        return access;
    }

    private static GitIdentity IdentityOf(SectionReader? settings, GitIdentity fallback)
    {
        if (settings is null)
        {
            return fallback;
        }

        var identity = new GitIdentity(NamePart("Name", fallback.Name), NamePart("Email", fallback.Email));
        settings.NothingElse();
        return identity;

        string NamePart(string key, string unset) => settings.Value(key, unset, (text, out value) =>
        {
            value = text;
            return text.Length <= 200 && !text.AsSpan().ContainsAny('<', '>') && text.Trim('.', ',', ':', ';', '"', '\'').Length > 0;
        }, "at most 200 characters without < and >");
    }

    private static GitSigning? SigningOf(SectionReader? settings)
    {
        if (settings is null)
        {
            return null;
        }

        var format = settings.RequiredWord("Format", "ssh", "openpgp") is "openpgp" ? SigningFormat.OpenPgp : SigningFormat.Ssh;
        var signing = new GitSigning(format, settings.RequiredSecretFile("KeyFile"));
        settings.NothingElse();
        return signing;
    }

    private static CommitSubjects SubjectsOf(SectionReader? settings)
    {
        if (settings is null)
        {
            return Unset.Subjects;
        }

        var subjects = new CommitSubjects
        {
            Bump = TemplateOf(nameof(CommitSubjects.Bump), Unset.Subjects.Bump),
            Rollback = TemplateOf(nameof(CommitSubjects.Rollback), Unset.Subjects.Rollback),
        };
        settings.NothingElse();
        return subjects;

        string TemplateOf(string key, string unset)
        {
            var template = settings.Text(key) ?? unset;
            if (CommitSubjects.UnknownIn(template) is { } unknown)
            {
                settings.Wrong(key, $"has the placeholder {{{unknown}}}; there are {{{string.Join("}, {", CommitSubjects.Placeholders)}}}");
            }

            return template;
        }
    }
}
