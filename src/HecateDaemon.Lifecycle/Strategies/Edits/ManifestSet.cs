using System.Collections.Immutable;
using System.Text;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>
/// The manifests of a division as they are, or as an edit leaves them. An edit gives a new set; one that cannot be made gives a set
/// that says why, and takes no further ones.
/// </summary>
internal sealed class ManifestSet
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF];

    private readonly ImmutableSortedDictionary<string, string> texts;
    private readonly ImmutableHashSet<string> marked;
    private readonly ImmutableList<ManifestFile> unreadable;
    private readonly ManifestEditor editor;
    private readonly Lazy<IReadOnlyList<ManifestDocument>> documents;

    private ManifestSet(ImmutableSortedDictionary<string, string> texts, ImmutableHashSet<string> marked, ImmutableList<ManifestFile> unreadable, ManifestEditor editor)
    {
        (this.texts, this.marked, this.unreadable, this.editor) = (texts, marked, unreadable, editor);
        documents = new(() => [.. texts.SelectMany(t => ManifestDocument.In(t.Key, t.Value))]);
    }

    /// <summary>What stands in the way of an edit, with where; null where all could be made.</summary>
    public string? WhyNot { get; private init; }

    /// <summary>All files that can be read, by their paths.</summary>
    public IReadOnlyDictionary<string, string> Texts => texts;

    public IReadOnlyList<ManifestDocument> Documents => documents.Value;

    public static ManifestSet Read(IReadOnlyList<ManifestFile> files, ManifestEditor editor)
    {
        var decoded = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var withMark = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var others = ImmutableList.CreateBuilder<ManifestFile>();
        foreach (var file in files.Where(f => ManifestText.IsLookedAt(f.Path)))
        {
            try
            {
                var isMarked = file.Content.Span.StartsWith(Utf8Mark);
                decoded[file.Path] = Strict.GetString(file.Content.Span[(isMarked ? Utf8Mark.Length : 0)..]);
                _ = isMarked && withMark.Add(file.Path);
            }
            catch (DecoderFallbackException)
            {
                others.Add(file);
            }
        }

        return new(decoded.ToImmutable(), withMark.ToImmutable(), others.ToImmutable(), editor);
    }

    /// <summary>The kustomizations among the files, which need not say what they are.</summary>
    public IEnumerable<(string File, SourceNode.Mapping Root)> Kustomizations() =>
        from file in texts
        where file.Key[(file.Key.LastIndexOf('/') + 1)..] is "kustomization.yaml" or "kustomization.yml" or "Kustomization"
        let read = SourceDocuments.Read(file.Value)
        where read.Roots is [SourceNode.Mapping]
        select (file.Key, (SourceNode.Mapping)read.Roots[0]);

    /// <summary>Where the image's versions are, and what cannot be told about it.</summary>
    public Sighting Find(ImageName image)
    {
        var all = texts.Select(t => editor.Find(t.Key, Strict.GetBytes(t.Value), image))
            .Concat(unreadable.Select(f => editor.Find(f.Path, f.Content, image))).ToList();
        return new([.. all.SelectMany(s => s.Places)], [.. all.SelectMany(s => s.Unclear)]);
    }

    /// <summary>Which entries of kustomizations give the image's version to which workloads.</summary>
    public IReadOnlyList<KustomizedImage> Kustomized(ImageName image) => KustomizedImages.Of(this, Find(image).Places);

    /// <summary>The places of the image in one document, in the order of the text, and then those in kustomizations that count for it.</summary>
    public IReadOnlyList<ImagePlace> PlacesOf(ManifestDocument document, ImageName image) =>
    [
        .. editor.Find(document.File, Strict.GetBytes(document.Text), image).Places.Where(p => StartOf(p) >= document.Start && StartOf(p) < document.End),
        .. Kustomized(image).Where(k => k.Workloads.Contains(document.Workload)).Select(k => k.Place with { Workload = document.Workload }).Distinct(),
    ];

    /// <summary>The one document that declares the object; null where none or several do.</summary>
    public ManifestDocument? Find(Workload workload) =>
        Documents.Where(d => d.Workload == workload).Take(2).ToList() is [var only] ? only : null;

    /// <summary>Puts another text in the stead of a document's file; null says that the edit cannot be made.</summary>
    public ManifestSet With(ManifestDocument document, string? text, string what) =>
        WhyNot is not null ? this
        : text is null ? Fail($"{document.File}:{document.Line}: {what} of {document.Called} is not written so that it could be changed byte by byte")
        : new(texts.SetItem(document.File, text), marked, unreadable, editor);

    /// <summary>Puts other texts in the stead of some in one file, which are given from the last one on.</summary>
    public ManifestSet With(string file, IEnumerable<(VersionText Old, string New)> replacements) => WhyNot is not null ? this : new(
        texts.SetItem(file, replacements.Aggregate(texts[file], (text, r) => text.Remove(r.Old.Start, r.Old.Text.Length).Insert(r.Old.Start, r.New))), marked, unreadable, editor);

    /// <summary>A kustomization as a document that can be edited.</summary>
    public ManifestSet Edit(KustomizationFile kustomization, string what, Func<ManifestDocument, string?> edit) =>
        WhyNot is not null ? this
        : ManifestDocument.Only(kustomization.File, texts[kustomization.File]) is { } document ? With(document, edit(document), what)
        : Fail($"{kustomization.File} is not written so that it could be changed byte by byte");

    public ManifestSet Fail(string why) => WhyNot is null ? new(texts, marked, unreadable, editor) { WhyNot = why } : this;

    /// <summary>One more edit, of a workload as the edits before have left it.</summary>
    public ManifestSet Edit(Workload workload, string what, Func<ManifestDocument, string?> edit) =>
        WhyNot is not null ? this
        : Find(workload) is { } document ? With(document, edit(document), what)
        : Fail($"{workload.Kind} {workload.Name} is not declared, or more than once");

    /// <summary>The files that differ from another set's, and the places of the workloads that run the version afterwards.</summary>
    public IReadOnlyList<ChangedManifest> Since(ManifestSet before, ImageName image, IReadOnlyList<Workload> running)
    {
        var places = running.Select(Find).OfType<ManifestDocument>()
            .SelectMany(d => PlacesOf(d, image).Select((place, i) => Bumped(before, d, place, image, i)))
            .ToLookup(p => p.File, StringComparer.Ordinal);
        return
        [
            .. texts.Where(t => places.Contains(t.Key) || before.texts[t.Key] != t.Value).Select(t => new ChangedManifest(
                t.Key,
                new(Bytes(t.Key, t.Value), [.. places[t.Key]], []) { IsReshaped = before.texts[t.Key] != t.Value })),
        ];
    }

    private static BumpedPlace Bumped(ManifestSet before, ManifestDocument document, ImagePlace place, ImageName image, int index)
    {
        var was = before.Find(document.Workload) is { } old ? before.PlacesOf(old, image).ElementAtOrDefault(index) : null;
        return new(place.File, place.Line, place.Column, place.Kind, Version(was ?? place), Version(place), place.Workload, place.Container);
    }

    private static string Version(ImagePlace place) =>
        place is { Digest.Text: var digest, Tag: var tag } ? $"{tag?.Text}@{digest}" : place.Tag!.Text;

    private static int StartOf(ImagePlace place) => (place.Tag ?? place.Digest)!.Start;

    private ReadOnlyMemory<byte> Bytes(string file, string text) =>
        (byte[])[.. marked.Contains(file) ? Utf8Mark : [], .. Strict.GetBytes(text)];
}
