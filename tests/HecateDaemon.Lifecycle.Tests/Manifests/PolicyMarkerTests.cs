namespace HecateDaemon.Lifecycle.Tests.Manifests;

public sealed class PolicyMarkerTests
{
    private const string Kind = "policy_marker";

    [Theory]
    [InlineData("value: ghcr.io/org/app:«1.0.0» # {\"$imagepolicy\": \"flux-system:web\"}\n")]
    [InlineData("name: ghcr.io/org/app # {\"$imagepolicy\": \"flux-system:web:name\"}\nversion: «1.0.0» # {\"$imagepolicy\": \"flux-system:web:tag\"}\n")]
    [InlineData("list:\n- ghcr.io/org/app:«1.0.0» # {\"$imagepolicy\": \"flux-system:web\"}\n")]
    [InlineData("a: ghcr.io/org/app:«1.0.0» # {\"$imagepolicy\": \"f:web\"}\r\nb: «1.0.0» # {\"$imagepolicy\": \"f:web:tag\"}\r\n")]
    [InlineData("a: ghcr.io/org/app:«1.0.0» # {\"$imagepolicy\": \"f:web\"}\nb: ghcr.io/org/tool:1 # {\"$imagepolicy\": \"f:web\"}\nc: 1.0.0 # {\"$imagepolicy\": \"f:web:tag\"}\n")]
    public void What_a_policy_of_the_image_marks_is_a_place(string text) => Sample.ShouldChangeWhereMarked("a.yaml", text, Kind);

    [Fact]
    public void A_marked_digest_is_renewed() => Sample.ShouldChangeWhereMarked(
        "a.yaml",
        "a: ghcr.io/org/app # {\"$imagepolicy\": \"f:web:name\"}\nb: «DIGEST» # {\"$imagepolicy\": \"f:web:digest\"}\n",
        Kind,
        Sample.NewDigest);

    [Fact]
    public void A_policy_that_is_only_named_like_the_image_is_unclear() => Sample.ShouldBeUnclear(
        "a.yaml", "tag: 1.0.0 # {\"$imagepolicy\": \"flux-system:app:tag\"}\n", "may be this image's");

    [Theory]
    [InlineData("# org/app\ntag: 1.0.0 # {\"$imagepolicy\": \"flux-system:other:tag\"}\n")]
    [InlineData("name: ghcr.io/org/tool\ntag: 1.0.0 # {\"$imagepolicy\": \"flux-system:app:tag\"}\n")]
    [InlineData("newName: ghcr.io/org/tool\ntag: 1.0.0 # {\"$imagepolicy\": \"flux-system:app:tag\"}\n")]
    [InlineData("repository: ghcr.io/org/tool\nversion: 1.0.0 # {\"$imagepolicy\": \"flux-system:app:tag\"}\n")]
    [InlineData("image: ghcr.io/org/tool\nversion: 1.0.0 # {\"$imagepolicy\": \"flux-system:app:tag\"}\n")]
    [InlineData("note: '# {\"$imagepolicy\": \"flux-system:app:tag\"}'\n")]
    [InlineData("a: ghcr.io/org/tool:1 # {\"$imagepolicy\": \"f:app\"}\nb: 1.0.0 # {\"$imagepolicy\": \"f:app:tag\"}\n")]
    public void Another_images_policy_marks_no_place(string text) => Sample.ShouldBeNoPlace("a.yaml", text);
}
