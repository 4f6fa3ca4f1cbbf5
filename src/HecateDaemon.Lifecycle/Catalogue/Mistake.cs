namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>
/// One thing that is wrong in the configuration: the key, such as <c>Environments:production:OnFailure</c>, and the rest of
/// a sentence that begins with it.
/// </summary>
public sealed record Mistake(string Key, string Sentence)
{
    public override string ToString() => $"{Key} {Sentence}";
}
