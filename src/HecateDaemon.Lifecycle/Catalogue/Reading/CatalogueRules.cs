namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Rules between divisions and environments. A setting that was read wrongly breaks none of them.</summary>
internal sealed class CatalogueRules(
    IReadOnlyList<Placed<Division>> divisions,
    IReadOnlyList<Placed<TargetEnvironment>> environments,
    bool isEmbedded,
    MistakeList mistakes)
{
    public void Check()
    {
        CodeAndGitOpsRepositoriesDiffer();
        BumpsCanBeToldApart();
        FoldersAreNotShared();
        PredecessorsAreKnown();
        PredecessorsAreNoCircle();
        foreach (var environment in environments)
        {
            SmokeTestsHaveNamesOfTheirOwn(environment);
            SmokeTestsSpeakForKnownDivisions(environment);
            LeadershipIsSettledWhereOthersSeeIt(environment);
        }
    }

    private void CodeAndGitOpsRepositoriesDiffer()
    {
        var code = divisions
            .Where(d => IsSound(d.KeyOf(nameof(Division.CodeRepository))))
            .ToLookup(d => RepositoryAddress.Identity(d.Value.CodeRepository), StringComparer.Ordinal);
        foreach (var environment in environments)
        {
            var key = environment.KeyOf(nameof(TargetEnvironment.GitOpsRepository));
            var same = IsSound(key) ? code[RepositoryAddress.Identity(environment.Value.GitOpsRepository)] : [];
            if (same.Any())
            {
                mistakes.Add(key, $"is also the code repository of {Names(same)}: manifests need one of their own");
            }
        }
    }

    private void BumpsCanBeToldApart()
    {
        var alike = divisions
            .Where(d => IsSound(d.KeyOf(nameof(Division.Image))) && IsSound(d.KeyOf(nameof(Division.GitOpsPath))))
            .GroupBy(d => (d.Value.Image, d.Value.GitOpsPath));
        foreach (var group in alike.Where(g => g.Count() > 1))
        {
            mistakes.Add(
                group.Last().Key,
                $"has the Image and the GitOpsPath of {Names(group.SkipLast(1))}: their bumps could not be told apart");
        }
    }

    private void FoldersAreNotShared()
    {
        var folders = environments
            .Where(e => e.Value.Reconciler is Reconciler.Directory { Path.Length: > 0 } && IsSound(e.KeyOf("Directory:Path")))
            .GroupBy(e => Canonical(((Reconciler.Directory)e.Value.Reconciler).Path), StringComparer.Ordinal);
        foreach (var group in folders.Where(g => g.Count() > 1))
        {
            mistakes.Add(
                group.Last().KeyOf("Directory:Path"),
                $"is also the folder of {Names(group.SkipLast(1))}: each would overwrite the other");
        }

        static string Canonical(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
    }

    private void PredecessorsAreKnown()
    {
        foreach (var environment in environments)
        {
            if (environment.Value.Predecessor is { } before && !environments.Any(e => e.Value.Name == before))
            {
                mistakes.Add(
                    environment.KeyOf(nameof(TargetEnvironment.Predecessor)),
                    NotThere("environment", before.ToString(), environments));
            }
        }
    }

    /// <summary>Each circle is told once, at the first of its names.</summary>
    private void PredecessorsAreNoCircle()
    {
        var before = environments
            .Where(e => e.Value.Predecessor is not null)
            .ToDictionary(e => e.Name, e => e.Value.Predecessor.ToString()!, StringComparer.Ordinal);
        foreach (var environment in environments)
        {
            var chain = new List<string> { environment.Name };
            while (before.TryGetValue(chain[^1], out var next) && !chain.Contains(next, StringComparer.Ordinal))
            {
                chain.Add(next);
            }

            var closes = before.GetValueOrDefault(chain[^1]) == environment.Name;
            if (closes && chain.Min(StringComparer.Ordinal) == environment.Name)
            {
                mistakes.Add(
                    environment.KeyOf(nameof(TargetEnvironment.Predecessor)),
                    $"leads back to itself: {string.Join(" after ", chain.Append(environment.Name))}");
            }
        }
    }

    private void SmokeTestsHaveNamesOfTheirOwn(Placed<TargetEnvironment> environment)
    {
        var names = environment.Value.SmokeTests.GroupBy(t => t.Name, StringComparer.Ordinal);
        foreach (var name in names.Where(n => n.Key.Length > 0 && n.Count() > 1).Select(n => n.Key))
        {
            mistakes.Add(environment.KeyOf(nameof(TargetEnvironment.SmokeTests)), $"has more than one test called {name}");
        }
    }

    private void SmokeTestsSpeakForKnownDivisions(Placed<TargetEnvironment> environment)
    {
        foreach (var test in environment.Value.SmokeTests)
        {
            if (test.Division is { } id && !divisions.Any(d => d.Value.Id == id))
            {
                mistakes.Add(
                    environment.KeyOf(nameof(TargetEnvironment.SmokeTests)),
                    $"has the test {test.Name}, whose Division {NotThere("division", id.ToString(), divisions)}");
            }
        }
    }

    private void LeadershipIsSettledWhereOthersSeeIt(Placed<TargetEnvironment> environment)
    {
        if (isEmbedded && environment.Value.Leadership is LeaderElection.EventLog)
        {
            mistakes.Add(
                environment.KeyOf(nameof(TargetEnvironment.Leadership)),
                "cannot be event_log with the embedded log, which no other daemon can open: give EventStore, or leave it out");
        }
    }

    private bool IsSound(string key) => !mistakes.Has(key);

    private static string NotThere<T>(string what, string name, IEnumerable<Placed<T>> known) =>
        Spelling.Nearest(name, known.Select(k => k.Name)) is { } meant
            ? $"is not a known {what}: did you mean {meant}?"
            : $"is not a known {what}: '{name}'";

    private static string Names<T>(IEnumerable<Placed<T>> placed) => string.Join(", ", placed.Select(p => p.Name));
}
