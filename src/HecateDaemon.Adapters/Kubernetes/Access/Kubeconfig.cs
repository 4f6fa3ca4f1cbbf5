using HecateDaemon.Lifecycle.Values;
using k8s;
using k8s.KubeConfigModels;
using YamlDotNet.Core;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// Reads one context of a kubeconfig file, as KubernetesClient understands it. Relative paths in it are relative to it.
/// Credentials that need a program to be run (<c>exec</c>, <c>auth-provider</c>) are refused: a daemon has a service
/// account's token or a certificate.
/// </summary>
internal sealed class Kubeconfig
{
    private readonly string file;
    private readonly K8SConfiguration root;

    private Kubeconfig(string file, K8SConfiguration root)
    {
        this.file = file;
        this.root = root;
    }

    public static ClusterAccess Read(string file, string? context)
    {
        try
        {
            using var content = File.OpenRead(file);
            return KubernetesClientConfiguration.LoadKubeConfig(content) is { } root
                ? new Kubeconfig(file, root).Access(context)
                : throw Refusal(file, "is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusal(file, $"cannot be read: {e.Message}");
        }
        catch (YamlException e)
        {
            // The parser's own message may quote a secret.
            throw Refusal(file, $"is no kubeconfig: it cannot be understood at line {e.Start.Line}");
        }
    }

    private ClusterAccess Access(string? named)
    {
        var context = named ?? Given(root.CurrentContext)
            ?? throw Refusal(file, "has no current-context: name a context for the environment");
        var chosen = root.Contexts?.FirstOrDefault(c => c.Name == context)?.ContextDetails ?? throw Missing("context", context);
        var cluster = root.Clusters?.FirstOrDefault(c => c.Name == chosen.Cluster)?.ClusterEndpoint
            ?? throw Missing("cluster", chosen.Cluster);
        var user = root.Users?.FirstOrDefault(u => u.Name == chosen.User)?.UserCredentials ?? throw Missing("user", chosen.User);
        var certificate = PemOf(user.ClientCertificateData, user.ClientCertificate);
        var key = PemOf(user.ClientKeyData, user.ClientKey);
        return new()
        {
            Server = ServerOf(cluster, context),
            Authorities = PemOf(cluster.CertificateAuthorityData, cluster.CertificateAuthority) is { } pem ? Pem.Certificates(pem, file) : null,
            ServerName = Given(cluster.TlsServerName),
            Certificate = (certificate, key) is ({ } c, { } k) ? Pem.ClientCertificate(c, k, file) : null,
            Token = Given(user.Token) ?? (certificate is null ? throw NoCredentials(user, context) : null),
        };
    }

    private OutsideWorldException NoCredentials(UserCredentials user, string context) => Refusal(
        file,
        user.ExternalExecution is not null || user.AuthProvider is not null
            ? $"lets context '{context}' log in by running a program (exec or auth-provider), which the daemon does " +
              "not do: give it a service account's token or a client certificate"
            : $"gives context '{context}' neither a token nor a client certificate (a tokenFile or a password is not used)");

    private Uri ServerOf(ClusterEndpoint cluster, string context)
    {
        if (cluster.SkipTlsVerify)
        {
            throw Refusal(
                file,
                $"skips the check of the server's certificate for context '{context}' (insecure-skip-tls-verify), which " +
                "the daemon does not do: name its certificate-authority");
        }

        return Uri.TryCreate(cluster.Server?.TrimEnd('/') + "/", UriKind.Absolute, out var server) &&
            (server.Scheme is "https" || (server.Scheme is "http" && server.IsLoopback))
            ? server
            : throw Refusal(file, $"gives context '{context}' no server address by https");
    }

    /// <summary>One field is base64, the other a path; the data wins, as in kubectl.</summary>
    private string? PemOf(string? data, string? path) =>
        Given(data) is { } inside ? Pem.Decode(inside, file)
        : Given(path) is { } outside ? Pem.Read(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, outside))
        : null;

    private OutsideWorldException Missing(string kind, string? name) => Refusal(file, $"has no {kind} '{name}'");

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static OutsideWorldException Refusal(string file, string why) =>
        new($"the kubeconfig {file} {why}") { NeedsPerson = true };
}
