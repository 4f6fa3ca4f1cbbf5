using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>A Secret whose values everybody can read who reads the repository. The values themselves are never said.</summary>
internal sealed class ClearSecret : IShowInFiles
{
    private static readonly string[] Parts = ["data", "stringData"];

    public string Code => "clear_secret";

    public Severity Severity => Severity.Error;

    public string Name => "A Secret in clear in Git";

    public string Problem => "Whoever reads the repository, now or ever, has the secret";

    public string Instead => "SOPS, SealedSecrets or ExternalSecrets; and a new secret in the place of this one";

    public IEnumerable<Finding> In(LintedFile file) =>
    [
        .. from secret in file.Objects
           where secret is { ApiVersion: "v1", Kind: "Secret" }
           let found = Found(secret, file)
           where found is not null
           select found,
        .. from kustomization in file.Objects
           where kustomization is { Group: "kustomize.config.k8s.io" }
           from found in Generated(kustomization.Node, file)
           select found,
    ];

    private Finding? Found(KubernetesObject secret, LintedFile file)
    {
        var values = Parts
            .SelectMany(part => (secret.Node.Seen(part)?.Meant as SourceNode.Mapping)?.Entries.Select(e => (Part: part, Entry: e)) ?? [])
            .Where(v => v.Entry is { Key: SourceNode.Scalar, Value.Meant: SourceNode.Scalar })
            .Select(v => (v.Part, Key: (SourceNode.Scalar)v.Entry.Key, ((SourceNode.Scalar)v.Entry.Value.Meant!).Value))
            .ToList();

        // Whoever has some values filled in knows which of them are secret. An encryption spares none.
        var areSomeFilledIn = values.Exists(v => SecretText.IsFilledIn(v.Value));
        var clear = values
            .Where(v => SecretText.IsSecret(v.Key.Value, v.Value, isEncoded: v.Part == "data") && (!areSomeFilledIn || SecretText.IsKeyOfSecret(v.Key.Value)))
            .Select(v => v.Key)
            .ToList();
        return clear is [] ? null : Redacted(file, clear[0], $"{secret} holds {Names(clear)} in clear");
    }

    private IEnumerable<Finding> Generated(SourceNode.Mapping kustomization, LintedFile file) =>
        from generator in (kustomization.Seen("secretGenerator")?.Meant as SourceNode.Sequence)?.Items.Select(i => i.Meant) ?? []
        where generator is SourceNode.Mapping
        let literals = (((SourceNode.Mapping)generator!).Seen("literals")?.Meant as SourceNode.Sequence)?.Items.Select(i => i.Meant) ?? []
        let clear = literals.OfType<SourceNode.Scalar>().FirstOrDefault(l =>
            l.Value.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at &&
            SecretText.IsSecret(l.Value[..at], l.Value[(at + 1)..], isEncoded: false))
        where clear is not null
        select Redacted(file, clear, $"secretGenerator holds '{clear.Value.Split('=')[0]}' in clear");

    private Finding Redacted(LintedFile file, SourceNode.Scalar at, string seen)
    {
        var name = at.Value.Split('=')[0];
        return new(Code, Severity, seen, new FindingPlace.InFile(file.Path, at.Line, at.Column, $"{name}: …"));
    }

    private static string Names(List<SourceNode.Scalar> keys) => keys switch
    {
        [var one] => $"'{one.Value}'",
        [var one, var two] => $"'{one.Value}' and '{two.Value}'",
        [var one, ..] => $"'{one.Value}' and {keys.Count - 1} more",
        [] => "",
    };
}
