using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads one division.</summary>
internal static class DivisionReader
{
    private static readonly Division Unset =
        new() { Id = default, CodeRepository = "", Image = default, GitOpsPath = "" };

    public static Division Read(SectionReader settings)
    {
        var division = new Division
        {
            Id = settings.Name<DivisionId>(),
            CodeRepository = settings.Repository(nameof(Division.CodeRepository)),
            Image = settings.Required<ImageName>(nameof(Division.Image)),
            GitOpsPath = settings.RequiredPathInRepository(nameof(Division.GitOpsPath)),
            TagPrefix = settings.TagPrefix(nameof(Division.TagPrefix), Unset.TagPrefix),
            BelowOne = settings.Word(nameof(Division.BelowOne), "cautious", "cautious", "strict", "free") switch
            {
                "strict" => ZeroRule.Strict,
                "free" => ZeroRule.Free,
                _ => ZeroRule.Cautious,
            },
            VersionFiles = VersionFilesReader.Read(settings),
            Advice = AdviceReader.Read(settings.Section(nameof(Division.Advice))),
            Ci = CiAccessReader.Read(settings.Section(nameof(Division.Ci))),
        };
        settings.NothingElse();
        return division;
    }
}
