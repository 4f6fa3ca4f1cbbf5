using System.Text;
using HecateDaemon.Lifecycle.Catalogue;
using Microsoft.Extensions.Configuration;

namespace HecateDaemon.Lifecycle.Tests.Catalogue;

/// <summary>A configuration without a mistake, to be spoilt one setting at a time.</summary>
internal static class SampleConfiguration
{
    public const string Json = """
        {
          "Divisions": {
            "hecate-sample": {
              "CodeRepository": "https://git.example.org/hecate/sample.git",
              "Image": "127.0.0.1:5000/hecate/sample",
              "GitOpsPath": "infrastructure/hecate"
            }
          },
          "Environments": {
            "staging": {
              "GitOpsRepository": "/srv/git/gitops.git",
              "Reconciler": "directory",
              "Directory": { "Path": "/srv/sample" }
            },
            "production": {
              "GitOpsRepository": "ssh://git@git.example.org/hecate/gitops.git",
              "Reconciler": "flux",
              "Flux": { "GitRepository": "hecate-gitops", "Kustomization": "hecate-infrastructure" },
              "Predecessor": "staging",
              "SmokeTests": [
                { "Name": "health", "Url": "http://localhost/health", "UnixSocket": "/run/hecate/daemon.sock" }
              ]
            }
          }
        }
        """;

    /// <summary>The sample with some settings changed; a null value takes a setting away, with all below it.</summary>
    public static CatalogueReading With(params (string Key, string? Value)[] changes)
    {
        var settings = FromJson(Json).AsEnumerable()
            .Where(s => !changes.Any(c => c.Value is null &&
                (s.Key + ":").StartsWith(c.Key + ":", StringComparison.OrdinalIgnoreCase)))
            .Concat(changes.Where(c => c.Value is not null).Select(c => KeyValuePair.Create(c.Key, c.Value)))
            .GroupBy(s => s.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => g.Last());
        return CatalogueReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }

    public static IConfiguration FromJson(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
}
