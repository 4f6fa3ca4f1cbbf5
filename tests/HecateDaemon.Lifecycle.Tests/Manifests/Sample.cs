using System.Text;
using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Manifests;

/// <summary>
/// A file as it is before a bump of ghcr.io/org/app from 1.0.0 to 2.0.0, with every version that shall change between
/// '«' and '»'.
/// </summary>
internal static partial class Sample
{
    public static readonly ImageName App = ImageName.Parse("ghcr.io/org/app");
    public static readonly string OldDigest = "sha256:" + new string('a', 64);
    public static readonly Digest NewDigest = Digest.Parse("sha256:" + new string('b', 64));
    private static readonly ManifestEditor Editor = new(Kinds.All);

    public static EditedManifest Bump(string file, string text, Digest? digest = null) => Editor.Edit(
        file, Encoding.UTF8.GetBytes(text.Replace("DIGEST", OldDigest)), App, "2.0.0", digest);

    public static EditedManifest BumpTo(string tag, string text) =>
        Editor.Edit("values.yaml", Encoding.UTF8.GetBytes(text), App, tag, digest: null);

    public static void ShouldChangeWhereMarked(string file, string sample, string kind, Digest? digest = null)
    {
        var edited = Bump(file, Marked().Replace(sample, "${version}"), digest);

        edited.Unclear.ShouldBeEmpty();
        Encoding.UTF8.GetString(edited.Content.Span).ShouldBe(
            Marked().Replace(sample, m => m.Groups["version"].Value == "DIGEST" ? $"{digest}" : "2.0.0"));
        edited.Places.ShouldNotBeEmpty();
        edited.Places.ShouldAllBe(p => p.Kind == kind && p.Old != p.New);
    }

    public static void ShouldBeNoPlace(string file, string text)
    {
        var edited = Bump(file, text, NewDigest);

        edited.Places.ShouldBeEmpty();
        edited.Unclear.ShouldBeEmpty();
    }

    public static void ShouldBeUnclear(string file, string text, string why)
    {
        var edited = Bump(file, text);

        edited.IsChanged.ShouldBeFalse();
        edited.Unclear.ShouldHaveSingleItem().Why.ShouldContain(why);
    }

    [GeneratedRegex("«(?<version>[^»]*)»", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Marked();
}
