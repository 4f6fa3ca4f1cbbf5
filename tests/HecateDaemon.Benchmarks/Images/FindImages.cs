using System.Globalization;

namespace HecateDaemon.Benchmarks;

/// <summary>
/// <c>hecate-daemon images</c> and <c>bump</c> over 10,000 manifests beside a program that reads the same files and parses
/// only those that must be, with the same library, on one processor, in turn. The limits are those of the issue that
/// asked for them.
/// </summary>
internal static class FindImages
{
    private const int Files = 10_000;
    private const int Runs = 7;
    private const double RatioLimit = 1.5;
    private const double PeakLimitMb = 96;

    public static bool Run(string daemon, string bareParse)
    {
        var folder = Directory.CreateTempSubdirectory("hb-images-").FullName;
        try
        {
            LintFiles.WriteManifests(folder, Files);
            return new[]
            {
                Holds("of all images", daemon, ["images", folder], bareParse, [folder, "1", "image"]),
                Holds("of one image", daemon, ["bump", "--image", "ghcr.io/org/app-4242", "--to", "2.0.0", folder], bareParse, [folder, "1", "app-4242"]),
            }.All(holds => holds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Holds(string what, string daemon, string[] asked, string bareParse, string[] peerAsked)
    {
        var runs = Enumerable.Range(0, Runs + 1)
            .Select(_ => (Ours: LintFiles.Measure(daemon, asked), Peer: LintFiles.Measure(bareParse, peerAsked)))
            .Skip(1).ToList();
        var (ours, peer) = (LintFiles.Median(runs.Select(r => r.Ours)), LintFiles.Median(runs.Select(r => r.Peer)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            places {what} in {Files} files, medians of {Runs} runs each   hecate   read and parse   ratio   limit
            wall, ms                                          {ours.Ms,21:F0}   {peer.Ms,14:F0}   {ours.Ms / peer.Ms,5:F2}   {RatioLimit:F1}
            resident at most, MiB                             {ours.PeakMb,21:F1}   {peer.PeakMb,14:F1}           {PeakLimitMb:F0}
            """));
        return ours.Ms < RatioLimit * peer.Ms && ours.PeakMb < PeakLimitMb;
    }
}
