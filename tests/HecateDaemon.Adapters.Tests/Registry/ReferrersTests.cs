using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Adapters.Tests.Registry;

public sealed class ReferrersTests
{
    private const string Index = "application/vnd.oci.image.index.v1+json";
    private const string Signature = "application/vnd.dev.cosign.artifact.sig.v1+json";
    private const string Bundle = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private const string Signed = """{"dev.sigstore.bundle.predicateType":"https://sigstore.dev/cosign/sign/v1"}""";

    private static readonly Digest Subject = Digest.Parse($"sha256:{new string('5', 64)}");
    private static readonly string First = $"sha256:{new string('1', 64)}";
    private static readonly string Second = $"sha256:{new string('2', 64)}";

    [Fact]
    public async Task Every_page_of_the_API_is_read()
    {
        var (found, _) = await FindAsync(context => context.Request.Query["last"] == "1"
            ? Answers.TextAsync(context, 200, List(Entry(Second, Signature)), Index)
            : PageAsync(context, List(Entry(First, Bundle, Signed)), $"</v2/team/app/referrers/{Subject}?last=1>; rel=\"next\""));

        found.Select(r => (r.Digest.ToString(), r.ArtifactType)).ShouldBe([(First, Bundle), (Second, Signature)]);
        found[0].Annotations.ShouldHaveSingleItem().Value.ShouldBe("https://sigstore.dev/cosign/sign/v1");
    }

    [Fact]
    public async Task A_list_that_never_ends_is_read_for_a_while_and_never_elsewhere()
    {
        var (_, asked) = await FindAsync(context => PageAsync(context, List(), "<https://elsewhere.example/list?page=2>; rel=\"next\""));

        asked.Count.ShouldBeInRange(2, 20);
        asked.ShouldAllBe(path => path == $"/v2/team/app/referrers/{Subject}");
    }

    [Theory]
    [InlineData(404, "404 page not found")]
    [InlineData(200, "<html>a page for people</html>")]
    [InlineData(405, "")]
    public async Task Where_there_is_no_API_the_tag_in_its_place_is_read_and_what_it_leaves_out_looked_up(int status, string body)
    {
        const string Manifest = $$"""{"schemaVersion":2,"artifactType":"{{Bundle}}","config":{"mediaType":"application/vnd.oci.empty.v1+json"},"annotations":{{Signed}}}""";
        var own = Answers.DigestOf(Manifest);
        var (found, _) = await FindAsync(context => context.Request.Path.Value switch
        {
            var path when path == $"/v2/team/app/manifests/{Subject.ToString().Replace(':', '-')}" =>
                Answers.TextAsync(context, 200, List(Entry(own, "application/vnd.oci.empty.v1+json")), Index),
            var path when path == $"/v2/team/app/manifests/{own}" => Answers.TextAsync(context, 200, Manifest),
            _ => Answers.TextAsync(context, status, body, "text/plain"),
        });

        var referrer = found.ShouldHaveSingleItem();
        (referrer.Digest.ToString(), referrer.ArtifactType, referrer.Annotations.Count).ShouldBe((own, Bundle, 1));
    }

    [Fact]
    public async Task An_image_to_which_nothing_refers_has_no_referrers() =>
        (await FindAsync(context => Answers.TextAsync(context, 404, """{"errors":[{"code":"MANIFEST_UNKNOWN"}]}"""))).Found.ShouldBeEmpty();

    [Fact]
    public async Task A_registry_that_is_out_of_order_is_not_taken_for_one_without_signatures() =>
        (await Should.ThrowAsync<OutsideWorldException>(() => FindAsync(context => Answers.TextAsync(context, 503, ""))))
            .Message.ShouldContain("answered 503 when asked for what refers to");

    [Theory]
    [InlineData("""{"manifests":null}""")]
    [InlineData("""{"manifests":[null,{"digest":"../../x"},{}]}""")]
    [InlineData("[]")]
    public async Task Entries_that_name_nothing_are_passed_over(string list) =>
        (await FindAsync(context => context.Request.Path.Value!.Contains("/referrers/")
            ? Answers.TextAsync(context, 200, list, Index)
            : Answers.TextAsync(context, 404, "{}"))).Found.ShouldBeEmpty();

    private static string Entry(string digest, string type, string? annotations = null) =>
        $$"""{"digest":"{{digest}}","artifactType":"{{type}}"{{(annotations is null ? "" : $",\"annotations\":{annotations}")}}}""";

    private static string List(params string[] entries) => $$"""{"schemaVersion":2,"mediaType":"{{Index}}","manifests":[{{string.Join(',', entries)}}]}""";

    private static Task PageAsync(HttpContext context, string list, string link)
    {
        context.Response.Headers.Link = link;
        return Answers.TextAsync(context, 200, list, Index);
    }

    private static async Task<(IReadOnlyList<Referrer> Found, List<string> Asked)> FindAsync(RequestDelegate answer)
    {
        await using var registry = await LyingRegistry.StartAsync(answer);
        using var oci = new OciRegistry(new() { FirstPause = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);
        var found = await oci.FindReferrersAsync(ImageName.Parse($"{registry.Host}/team/app"), Subject, CancellationToken.None);
        return (found, [.. registry.Seen.Select(s => s.Path)]);
    }
}
