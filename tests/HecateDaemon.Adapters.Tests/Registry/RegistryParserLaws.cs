using System.Net;
using System.Text;
using CsCheck;
using HecateDaemon.Adapters.Registry;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>Bytes from registries that nobody vouches for: every reader answers, and never with an exception.</summary>
public sealed class RegistryParserLaws
{
    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static readonly string[] Samples =
    [
        $$$"""{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{{Digest}}}","size":2},"layers":[],"annotations":{"a":"b"}}""",
        $$$"""{"schemaVersion":2,"manifests":[{"digest":"{{{Digest}}}","platform":{"os":"linux","architecture":"arm","variant":"v7"},"annotations":{"a":null}},{"digest":"{{{Digest}}}"}]}""",
        """{"errors":[{"code":"NAME_UNKNOWN","message":"","detail":null}]}""",
        "",
    ];

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", ",", ":", "null", "true", "-1", "1e999", "\\ud800", "\\u0000", "\0", "é", "\uFEFF", "\"manifests\":", "\"config\":{}", "\"layers\":[]",
        "\"digest\":", "\"platform\":{}", "\"os\":\"../..\"", "\"schemaVersion\":1", "\"annotations\":[]", Digest, "sha512:", "{\"a\":", "/* */",
    ];

    /// <summary>A sample in which up to six slices gave way to something else, or just any bytes.</summary>
    private static readonly Gen<byte[]> Bodies = Gen.Frequency(
        (5, Gen.Select(Gen.OneOf(Samples), Gen.Select(Gen.Int[0, 400], Gen.Int[0, 30], Gen.OneOf(Pieces)).Array[0, 6])
            .Select((sample, changes) => Encoding.UTF8.GetBytes(changes.Aggregate(sample, Changed)))),
        (1, Gen.Byte.Array[0, 200]));

    [Fact]
    public void Any_body_is_a_manifest_or_it_is_said_why_it_is_none() => Bodies.Sample(body =>
    {
        var isOne = ImageManifest.TryParse(body, out var manifest, out var whyNot);

        (manifest is not null, whyNot is null).ShouldBe((isOne, isOne));
        if (manifest is ImageManifest.Index index)
        {
            index.Platforms.ShouldAllBe(p => p.Platform.Length < 200 && p.Digest.ToString().StartsWith("sha256:"));
        }
    });

    [Fact]
    public void Any_body_has_a_hash_and_the_error_codes_that_can_be_read() => Bodies.Sample(body =>
    {
        var answer = new RegistryAnswer { Status = HttpStatusCode.NotFound, Body = body, ContentType = "application/json" };

        answer.HashBody().ToString().Length.ShouldBe(Digest.Length);
        answer.ErrorCodes().ShouldNotBeNull();
    });

    [Fact]
    public void Any_challenge_leads_to_its_own_realm_or_nowhere() =>
        Gen.Frequency(
            (3, Gen.OneOf("realm=", "\"", "https://auth.example/token", "?x=1", "#f", "service=", "scope=", "a b&c", "\\", ",", " ", "é", "%", "=").Array[0, 20].Select(string.Concat)),
            (1, Gen.String[0, 100]))
            .Sample(parameters =>
            {
                if (BearerChallenge.TryParse(parameters, out var challenge) && challenge.Realm.Scheme is "https")
                {
                    challenge.TokenAddress("team/app").Authority.ShouldBe(challenge.Realm.Authority);
                }
            });

    private static string Changed(string text, (int At, int Length, string Piece) change)
    {
        var at = Math.Min(change.At, text.Length);
        return text[..at] + change.Piece + text[Math.Min(text.Length, at + change.Length)..];
    }
}
