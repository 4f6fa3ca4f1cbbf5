namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What looking at an item gave. <see cref="ItemStatus.CannotTell"/>: there is nothing to look at.</summary>
public sealed record Proof(ItemStatus Status, string Evidence)
{
    public static Proof Satisfied(string evidence) => new(ItemStatus.Satisfied, evidence);

    public static Proof Unsatisfied(string evidence) => new(ItemStatus.Unsatisfied, evidence);

    public static Proof CannotTell(string why) => new(ItemStatus.CannotTell, why);
}
