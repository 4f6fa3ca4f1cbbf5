using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>A Quadlet, which Podman runs under systemd.</summary>
internal static class QuadletFile
{
    private static readonly string[] Extensions = [".container", ".image", ".volume", ".build"];

    public static bool IsOne(string name) => Array.Exists(Extensions, e => name.EndsWith(e, StringComparison.Ordinal));

    public static void Read(LintedFile file)
    {
        var images = new ImageReader(file);
        var section = "";
        var start = 0;
        var number = 0;
        foreach (var line in file.Text.Split('\n'))
        {
            number++;
            var content = line.Trim();
            if (content is ['[', .., ']'])
            {
                section = content;
                if (section == "[Build]" && file.Name.EndsWith(".build", StringComparison.Ordinal))
                {
                    file.Builds.Add(new(number, 1, "the image is built where it runs"));
                }
            }
            else if (section is "[Container]" or "[Image]" or "[Volume]" && content is not ['#' or ';', ..] &&
                line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                var value = line[(equals + 1)..].Trim();
                var column = line.IndexOf(value, equals + 1, StringComparison.Ordinal);
                Read(line[..equals].Trim(), new(value, number, column + 1, start + column), file, images);
            }

            start += line.Length + 1;
        }
    }

    private static void Read(string key, SourceNode.Scalar value, LintedFile file, ImageReader images)
    {
        if (key == "Image" && value.Value.EndsWith(".build", StringComparison.Ordinal))
        {
            file.Builds.Add(new(value.Line, value.Column, $"the image is built here, by {value.Value}"));
        }
        else if (key == "Image" && value.Value.Length > 0 && !value.Value.EndsWith(".image", StringComparison.Ordinal))
        {
            images.ReadImage(value, ImageHome.Container, isPinned: false, owner: null, container: null);
        }
        else if (key is "Pull" or "AutoUpdate")
        {
            var isPinned = file.Text.Contains("@sha256:", StringComparison.Ordinal);
            file.Pulls.Add(new(value.Line, value.Column, key, value.Value, isPinned));
        }
    }
}
