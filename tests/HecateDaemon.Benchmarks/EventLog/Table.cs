using System.Globalization;

namespace HecateDaemon.Benchmarks;

/// <summary>Figures, each beside its peer's of the same run, and the limit of their ratio.</summary>
internal sealed class Table(string name)
{
    private bool isHeaded;

    public bool IsHeld { get; private set; } = true;

    public void Add(string what, string peer, double ours, double theirs, double ratio, double? atLeast = null, double? atMost = null)
    {
        if (!isHeaded)
        {
            isHeaded = true;
            Console.WriteLine($"\n{name,-44} {"ours",12} {"peer",12}  {"ratio",6}  limit");
        }

        var isHeld = ratio >= (atLeast ?? 0) && ratio <= (atMost ?? double.MaxValue);
        IsHeld &= isHeld;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-44} {ours,12:F1} {theirs,12:F1}  {ratio,6:F2}  {(atLeast is null ? "<=" : ">=")} {atLeast ?? atMost}{(isHeld ? "" : "  MISSED")}   (peer: {peer})"));
    }
}
