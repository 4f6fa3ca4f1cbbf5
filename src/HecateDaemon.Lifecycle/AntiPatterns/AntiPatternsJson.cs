using System.Text.Json;
using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.AntiPatterns;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, RespectRequiredConstructorParameters = true,
    WriteIndented = true)]
[JsonSerializable(typeof(LintSettings))]
[JsonSerializable(typeof(BaselineDocument))]
internal sealed partial class AntiPatternsJson : JsonSerializerContext;
