using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// Reads one context of a kubeconfig file. Relative paths in it are relative to it. Credentials that need a program to be
/// run (<c>exec</c>, <c>auth-provider</c>) are refused: a daemon has a service account's token or a certificate.
/// </summary>
internal sealed class Kubeconfig
{
    private readonly string file;
    private readonly JsonNode root;

    private Kubeconfig(string file, JsonNode root)
    {
        this.file = file;
        this.root = root;
    }

    public static ClusterAccess Read(string file, string? context)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusal(file, $"cannot be read: {e.Message}");
        }

        return YamlDocuments.Read(file, content) is [JsonObject only]
            ? new Kubeconfig(file, only).Access(context)
            : throw Refusal(file, "is no kubeconfig");
    }

    private ClusterAccess Access(string? named)
    {
        var context = named ?? Text(root, "current-context")
            ?? throw Refusal(file, "has no current-context: name a context for the environment");
        var chosen = Entry("contexts", context, "context");
        var cluster = Entry("clusters", Text(chosen, "cluster") ?? "", "cluster");
        var user = Text(chosen, "user") is { Length: > 0 } name ? Entry("users", name, "user") : new JsonObject();
        if (user["exec"] is not null || user["auth-provider"] is not null)
        {
            throw Refusal(
                file,
                $"lets context '{context}' log in by running a program (exec or auth-provider), which the daemon does " +
                "not do: give it a service account's token or a client certificate");
        }

        var certificate = PemOf(user, "client-certificate");
        var key = PemOf(user, "client-key");
        return new()
        {
            Server = ServerOf(cluster, context),
            Authorities = PemOf(cluster, "certificate-authority") is { } pem ? Pem.Certificates(pem, file) : null,
            ServerName = Text(cluster, "tls-server-name"),
            Certificate = (certificate, key) is ({ } c, { } k) ? Pem.ClientCertificate(c, k, file) : null,
            Token = Text(user, "token"),
            TokenFile = Text(user, "tokenFile") is { } path ? Beside(path) : null,
        };
    }

    private Uri ServerOf(JsonObject cluster, string context)
    {
        if (cluster["insecure-skip-tls-verify"] is JsonValue skip && skip.TryGetValue<bool>(out var skips) && skips)
        {
            throw Refusal(
                file,
                $"skips the check of the server's certificate for context '{context}' (insecure-skip-tls-verify), which " +
                "the daemon does not do: name its certificate-authority");
        }

        return Uri.TryCreate(Text(cluster, "server")?.TrimEnd('/') + "/", UriKind.Absolute, out var server) &&
            (server.Scheme is "https" || (server.Scheme is "http" && server.IsLoopback))
            ? server
            : throw Refusal(file, $"gives context '{context}' no server address by https");
    }

    private JsonObject Entry(string list, string name, string kind)
    {
        var entries = (root[list] as JsonArray)?.OfType<JsonObject>() ?? [];
        return entries.FirstOrDefault(e => Text(e, "name") == name)?[kind] as JsonObject
            ?? throw Refusal(file, $"has no {kind} '{name}'");
    }

    /// <summary>The field that ends in <c>-data</c> is base64, the other a path; the data wins, as in kubectl.</summary>
    private string? PemOf(JsonObject from, string field) =>
        Text(from, field + "-data") is { } data ? Pem.Decode(data, file)
        : Text(from, field) is { } path ? Pem.Read(Beside(path))
        : null;

    private string Beside(string path) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, path);

    private static string? Text(JsonNode from, string field) =>
        from[field] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static OutsideWorldException Refusal(string file, string why) =>
        new($"the kubeconfig {file} {why}") { NeedsPerson = true };
}
