using System.Text;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>A docker <c>config.json</c> in a temporary folder.</summary>
internal sealed class DockerConfigFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hecate-docker-");

    public DockerConfigFile(string json) => File.WriteAllText(Path, json);

    public string Path => System.IO.Path.Combine(folder.FullName, "config.json");

    public static DockerConfigFile For(string registry, string userAndPassword) =>
        new($$"""{ "auths": { "{{registry}}": { "auth": "{{Base64(userAndPassword)}}" } } }""");

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public void Dispose() => folder.Delete(recursive: true);
}
