using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>The page of a list that a request asks for with <c>limit</c> and <c>cursor</c>; lists go from the newest to the oldest.</summary>
/// <param name="Limit">At most so many.</param>
/// <param name="Before">Only what is at an earlier position.</param>
internal sealed record PageAsked(int Limit, long Before)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;

    /// <summary>Null if the request cannot be meant; then the problem says why.</summary>
    public static PageAsked? In(IQueryCollection query, out Problem? problem)
    {
        var (limit, before) = ((long)DefaultLimit, long.MaxValue);
        problem = !TryNumber(query["limit"], ref limit) || limit is < 1 or > MaxLimit ? Problems.Malformed($"limit must be a number from 1 to {MaxLimit}")
            : !TryNumber(query["cursor"], ref before) ? Problems.Malformed("cursor must be one that an earlier page gave")
            : null;
        return problem is null ? new((int)limit, before) : null;
    }

    /// <summary>The page, and the cursor of the next one, if there is one; it may be found by one item too many.</summary>
    public (IReadOnlyList<T> Shown, string? Next) Cut<T>(IReadOnlyList<T> found, Func<T, long> position) => found.Count > Limit
        ? ([.. found.Take(Limit)], position(found[Limit - 1]).ToString(CultureInfo.InvariantCulture))
        : (found, null);

    private static bool TryNumber(string? given, ref long number) =>
        string.IsNullOrEmpty(given) || long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
