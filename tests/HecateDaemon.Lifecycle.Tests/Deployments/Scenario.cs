using System.Text;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>Given events, when a command comes, then these events follow: without a store, a clock or a fake.</summary>
internal sealed class Scenario
{
    private static readonly EventCodec Codec = new(DeploymentEventTypes.All);

    private readonly Deployment given;
    private Decision<DeploymentEvent>? decision;

    private Scenario(Deployment given) => this.given = given;

    /// <summary>Whose the events are is written into them, as the decider does.</summary>
    public static Scenario Given(params DeploymentEvent[] happened) => new(After(happened));

    public static Deployment After(params DeploymentEvent[] happened) =>
        happened.Aggregate(Deployment.Unborn, (state, e) => state.Evolve(Stamp(e)));

    public Scenario When(DeploymentCommand command)
    {
        decision = DeploymentDecider.Decide(given, command);
        return this;
    }

    /// <summary>Exactly these, as they would be stored. None: nothing happens, and nothing is refused.</summary>
    public void Then(params DeploymentEvent[] expected)
    {
        decision!.Refusal.ShouldBeNull();
        decision.Events.Select(Show).ShouldBe(expected.Select(Stamp).Select(Show));
    }

    public Refusal ThenRefused(string code)
    {
        decision!.Events.ShouldBeEmpty();
        var refusal = decision.Refusal.ShouldNotBeNull();
        refusal.Code.ShouldBe(code);
        return refusal;
    }

    /// <summary>The event as it would be stored.</summary>
    public static string Show(DeploymentEvent happened)
    {
        var encoded = Codec.Encode(happened, index: 0, Story.Asked.Metadata(reason: null));
        return $"{encoded.Type} {Encoding.UTF8.GetString(encoded.Data.Span)}";
    }

    private static DeploymentEvent Stamp(DeploymentEvent e) => e with
    {
        DeploymentId = Story.Id,
        DivisionId = Story.Division,
        Environment = Story.Environment,
        Version = Story.Version,
        HappenedAt = Story.Noon,
    };
}
