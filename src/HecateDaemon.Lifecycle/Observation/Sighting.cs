using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>A look that may fail: what could not be seen is told, and keeps nobody from the rest.</summary>
internal static class Sighting
{
    public static async Task<T?> TryAsync<T>(Func<Task<T>> look, List<string> unseen)
        where T : class
    {
        try
        {
            return await look();
        }
        catch (OutsideWorldException e)
        {
            unseen.Add(e.Message);
            return null;
        }
    }
}
