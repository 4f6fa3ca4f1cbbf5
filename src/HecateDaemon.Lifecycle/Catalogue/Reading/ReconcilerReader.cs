namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads which reconciler an environment has, and the section of that name.</summary>
internal static class ReconcilerReader
{
    private const string Setting = nameof(TargetEnvironment.Reconciler);

    /// <summary>The word, its section, and whether the section must be there.</summary>
    private static readonly (string Kind, string Section, bool IsRequired)[] Kinds =
        [("flux", "Flux", true), ("argo", "Argo", true), ("direct", "Direct", false), ("directory", "Directory", true)];

    public static Reconciler Read(SectionReader settings)
    {
        var kind = settings.RequiredWord(Setting, [.. Kinds.Select(k => k.Kind)]);
        SectionReader? own = null;
        foreach (var (word, name, isRequired) in Kinds)
        {
            if (kind == word)
            {
                own = settings.Section(name);
                if (own is null && isRequired)
                {
                    settings.Wrong(name, $"must be given where {Setting} is {kind}");
                }
            }
            else if (kind.Length > 0)
            {
                settings.Forbid(name, $"has no meaning where {Setting} is {kind}");
            }
            else
            {
                settings.Section(name);
            }
        }

        Reconciler reconciler = own is null ? new Reconciler.Direct() : Read(kind, own);
        own?.NothingElse();
        return reconciler;
    }

    private static Reconciler Read(string kind, SectionReader own) => kind switch
    {
        "flux" => new Reconciler.Flux(
            own.KubernetesName("Namespace", "flux-system", longest: 63),
            own.KubernetesName("GitRepository", fallback: null, longest: 253),
            own.KubernetesName("Kustomization", fallback: null, longest: 253))
        {
            ImageAutomation = own.Word("ImageAutomation", "refuse", "refuse", "suspend") is "suspend"
                ? ImageAutomation.Suspend
                : ImageAutomation.Refuse,
        },
        "argo" => new Reconciler.Argo(
            own.KubernetesName("Namespace", "argocd", longest: 63),
            own.KubernetesName("Application", fallback: null, longest: 253)),
        "directory" => new Reconciler.Directory(own.RequiredLocalPath("Path")),
        _ => DirectOf(own),
    };

    private static Reconciler.Direct DirectOf(SectionReader own)
    {
        var unset = new Reconciler.Direct();
        return new()
        {
            ForceConflicts = own.Flag(nameof(unset.ForceConflicts), unset.ForceConflicts),
            Prune = own.Flag(nameof(unset.Prune), unset.Prune),
        };
    }
}
