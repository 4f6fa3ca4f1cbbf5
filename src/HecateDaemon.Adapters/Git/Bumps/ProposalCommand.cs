using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Git;

/// <summary>Runs what the operator wants to be run once a proposal is on its branch, such as a forge's own client.</summary>
internal sealed class ProposalCommand(BoundedProgram programs)
{
    public async Task RunAsync(BumpIntention intention, BumpOutcome.Proposed proposed, CancellationToken ct)
    {
        if (intention.Proposal is not { Command: [var program, ..] } proposal)
        {
            return;
        }

        var call = new ProgramCall(program, [.. proposal.Command.Skip(1).Select(Fill)]) { Limit = proposal.CommandDeadline };
        var end = await Task.Run(() => programs.Run(call, ct), ct);
        if (!end.Succeeded)
        {
            throw new OutsideWorldException(
                $"The commit waits in '{proposed.Branch}', but the command '{program}' that is to follow failed: {end.LastWords}.");
        }

        string Fill(string argument) => argument
            .Replace("{repository}", intention.Repository, StringComparison.Ordinal)
            .Replace("{branch}", proposed.Branch, StringComparison.Ordinal)
            .Replace("{target}", intention.Branch, StringComparison.Ordinal)
            .Replace("{commit}", proposed.Commit.ToString(), StringComparison.Ordinal)
            .Replace("{subject}", intention.Subject, StringComparison.Ordinal);
    }
}
