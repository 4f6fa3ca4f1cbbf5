using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Folder;

/// <summary>Where a file of a commit goes below a folder. A name that could lead out of it is refused, not repaired.</summary>
internal static class CheckedOutFile
{
    public static string PathOf(ManifestFile file, string below, string folder)
    {
        var relative =
            below.Length is 0 ? file.Path
            : file.Path == below ? file.Path[(file.Path.LastIndexOf('/') + 1)..]
            : file.Path.StartsWith(below + "/", StringComparison.Ordinal) ? file.Path[(below.Length + 1)..]
            : "";
        return Array.TrueForAll(relative.Split('/'), IsName)
            ? Path.Combine([folder, .. relative.Split('/')])
            : throw new OutsideWorldException(
                $"the GitOps repository has a file whose name cannot be checked out safely: '{file.Path}'")
            {
                NeedsPerson = true,
            };
    }

    private static bool IsName(string part) =>
        part is not ("" or "." or "..") && part.AsSpan().IndexOfAny('\\', ':', '\0') < 0 && !part.Any(char.IsControl);
}
