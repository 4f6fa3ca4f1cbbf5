using System.Text;
using CsCheck;
using HecateDaemon.Adapters.Git;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>Commits and tags as anybody may have written them: git itself does not keep all of them to the form.</summary>
public sealed class ObjectTextLaws
{
    private static readonly Gen<byte[]> Objects = Gen.Frequency(
        (3, Gen.OneOf(
            "tree ", "parent ", "object ", "committer ", "tagger ", "encoding ISO-8859-1", "gpgsig ", "0123456789012345678901234567890123456789",
            "A <a@localhost> ", "1700000000", "-99999999999999999999", " +0000", ">", "<", " ", "\n", "\n\n", "\0", "é", "message").Array[0, 30]
            .Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces)))),
        (1, Gen.Byte.Array[0, 200]));

    [Fact]
    public void Any_bytes_have_headers_a_time_and_a_message() => Objects.Sample(bytes =>
    {
        foreach (var header in (string[])["tree", "parent", "object", "committer", "tagger"])
        {
            foreach (var value in ObjectText.Headers(bytes, header))
            {
                value.ShouldNotContain("\n");
                ObjectText.Id(value)?.ToString().ShouldBe(value.ToLowerInvariant());
                ObjectText.Time(value).Year.ShouldBeInRange(1970, 9999);
            }
        }

        ObjectText.Message(bytes).Length.ShouldBeLessThanOrEqualTo(bytes.Length);
    });
}
