using System.Text.RegularExpressions;
using System.Text;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Tells a secret from what only stands in its place.</summary>
internal static partial class SecretText
{
    private const string Certificate = "-----BEGIN CERTIFICATE-----";

    /// <summary>Keys that Secrets have beside what is secret in them.</summary>
    private static readonly string[] HarmlessKeys =
    [
        "username", "user", "login", "email", "host", "hostname", "port", "name", "type", "region", "endpoint", "bucket", "namespace",
        "database", "dbname", "insecure", "enableOCI", "project", "server", "url", "ca.crt", "tls.crt", "known_hosts",
    ];

    /// <summary>True unless the key is one that tells no secret by itself; a URL may have a password in it.</summary>
    public static bool IsSecret(string key, string value, bool isEncoded) =>
        IsClear(value, isEncoded) && !(HarmlessKeys.Contains(key, StringComparer.OrdinalIgnoreCase) &&
            !UrlWithPassword().IsMatch((isEncoded ? Decoded(value) : value) ?? ""));

    /// <summary>True for a key that speaks of a secret. Where some values are filled in later, it is only these that should be.</summary>
    public static bool IsKeyOfSecret(string key) => SecretKey().IsMatch(key);

    /// <summary>True for what is filled in later.</summary>
    public static bool IsFilledIn(string value) => value.Contains(TemplateMask.Mark) || IsReference(value.Trim());

    public static bool IsClear(string value, bool isEncoded)
    {
        var text = value.Trim();
        if (IsPlaceholder(text))
        {
            return false;
        }

        var meant = (isEncoded ? Decoded(text) : text)?.Trim();
        return meant is null || !IsPlaceholder(meant) && !IsPublic(meant) && !IsEncryptedFile(meant);
    }

    /// <summary>Empty, encrypted by SOPS, filled in later, or a word that says so; a switch keeps nothing secret either.</summary>
    private static bool IsPlaceholder(string text) =>
        text is "" or "null" or "~" ||
        text.StartsWith("ENC[", StringComparison.Ordinal) ||
        text.Contains(TemplateMask.Mark) ||
        IsReference(text) ||
        Word().IsMatch(text);

    /// <summary>In a longer text a variable may be a script's own; then its name must tell.</summary>
    private static bool IsReference(string text) => Reference().IsMatch(text) ||
        (text.Contains('\n') ? SecretVariable().IsMatch(text) : Variable().IsMatch(text));

    private static bool IsPublic(string text) => text.StartsWith(Certificate, StringComparison.Ordinal) &&
        !text.Contains("PRIVATE KEY", StringComparison.Ordinal);

    /// <summary>A whole file within a value, encrypted by SOPS, age, PGP or Ansible before it came there.</summary>
    private static bool IsEncryptedFile(string text) =>
        text.Contains("ENC[", StringComparison.Ordinal) && text.Contains("sops", StringComparison.Ordinal) ||
        text.StartsWith("-----BEGIN AGE ENCRYPTED FILE-----", StringComparison.Ordinal) ||
        text.StartsWith("age-encryption.org/", StringComparison.Ordinal) ||
        text.StartsWith("-----BEGIN PGP MESSAGE-----", StringComparison.Ordinal) ||
        text.StartsWith("$ANSIBLE_VAULT", StringComparison.Ordinal);

    private static string? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    /// <summary>Variables of Flux and Kubernetes, templates, and the references of vals, Vault's Argo CD plugin and 1Password.</summary>
    [GeneratedRegex(@"\A(\$\{[^}]*\}|\$\([^)]*\)|\$[A-Za-z_][A-Za-z0-9_]*|\{\{.*\}\}|<[^<>]*>|(ref\+|op://|vault:|avp:)\S*)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\$\{[A-Za-z_][^}]*\}|\{\{.+?\}\}|#\{.+?\}#|<path:[^<>]+>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\$\{[^}]*(SECRET|PASS|TOKEN|KEY)[^}]*\}|#\{.+?\}#|<path:[^<>]+>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretVariable();

    [GeneratedRegex("pass|pwd|token|secret|key|cred|auth|cert|private|salt|seed|hash|cookie|dsn|webhook|htpasswd|config",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretKey();

    [GeneratedRegex(
        @"\A(change[-_ ]?me!?|replace[-_ ]?(me|this)!?|to[-_ ]?be[-_ ]?(replaced|filled).*|placeholder|redacted|dummy|example|" +
        @"my[-_ ]?(password|token|secret|key|username)|todo|tbd|true|false|x{3,}|\*+[a-z]*\*+|\.{3}|your[-_ ].*)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex("://[^/@]*@", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UrlWithPassword();
}
