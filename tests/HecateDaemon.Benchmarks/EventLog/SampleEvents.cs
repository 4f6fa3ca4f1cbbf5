using System.Text;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Benchmarks;

/// <summary>Events of whole deployments, made of the stored samples.</summary>
internal static class SampleEvents
{
    private static readonly string[] Life =
    [
        "deployment_initiated_v1", "checklist_item_attested_v1", "checklist_item_attested_v1", "checklist_item_attested_v1",
        "checklist_item_attested_v1", "checklist_item_attested_v1", "checklist_item_attested_v1", "checklist_item_waived_v1",
        "deployment_opened_v1", "release_verified_v1", "deployment_waited_v1", "image_verified_v1", "manifests_bumped_v1",
        "reconciliation_requested_v1", "revision_applied_v1", "rollout_progressed_v1", "rollout_completed_v1",
        "smoke_tests_passed_v1", "observation_passed_v1", "deployment_concluded_v1",
    ];

    private static readonly byte[] Metadata = Encoding.UTF8.GetBytes(
        """{"actor":{"kind":"peer","uid":1000,"gid":1000,"pid":4242,"name":"rl"},"$correlationId":"11111111-1111-4111-8111-111111111111","$causationId":"22222222-2222-4222-8222-222222222222","command_id":"33333333-3333-4333-8333-333333333333","schema":1}""");

    private static readonly Dictionary<string, string> Samples = Directory
        .EnumerateFiles(Path.Combine(Repository.Root(), "tests", "HecateDaemon.Lifecycle.Tests", "EventLog", "Samples"))
        .ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => File.ReadAllText(f).Replace("\n", "").Replace("  ", ""), StringComparer.Ordinal);

    public static int PerLife => Life.Length + 2;

    public static NewEvent Small() => new(Guid.NewGuid(), "deployment_shelved_v1", Encoding.UTF8.GetBytes(Samples["deployment_shelved_v1"]), Metadata);

    /// <summary>Stores that many events, of deployments from first to last, with their slots in one environment.</summary>
    public static async Task FillAsync(IEventLog log, int events)
    {
        var slots = -1L;
        var appends = new Queue<Task<AppendOutcome>>();
        for (var n = 0; n * PerLife < events; n++)
        {
            var id = $"filled-{n}";
            NewEvent[] life = [.. Life.Select(type => New(type, id))];
            appends.Enqueue(log.AppendAsync($"environment-filled", slots, [New("slot_taken_v1", id), New("slot_released_v1", id)], CancellationToken.None));
            appends.Enqueue(log.AppendAsync($"deployment-{id}", -1, life, CancellationToken.None));
            slots += 2;
            if (appends.Count > 200)
            {
                await appends.Dequeue();
                await appends.Dequeue();
            }
        }

        await Task.WhenAll(appends);
    }

    private static NewEvent New(string type, string id) => new(
        Guid.NewGuid(),
        type,
        Encoding.UTF8.GetBytes(Samples[type].Replace("\"d1\"", $"\"{id}\"", StringComparison.Ordinal).Replace("\"production\"", "\"filled\"", StringComparison.Ordinal)),
        Metadata);
}
