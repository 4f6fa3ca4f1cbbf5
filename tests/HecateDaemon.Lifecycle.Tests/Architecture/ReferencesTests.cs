using System.Reflection;
using System.Xml.Linq;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;
using NetArchTest.Rules;

namespace HecateDaemon.Lifecycle.Tests.Architecture;

public sealed class ReferencesTests
{
    private static readonly Assembly Lifecycle = typeof(ShippingCatalogue).Assembly;

    [Theory]
    [InlineData("HecateDaemon.Lifecycle")]
    [InlineData("HecateDaemon.Adapters", "HecateDaemon.Lifecycle")]
    [InlineData("HecateDaemon", "HecateDaemon.Adapters", "HecateDaemon.Lifecycle")]
    public void Projects_refer_one_way_only(string project, params string[] allowed) =>
        References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).ShouldBe(allowed);

    [Fact]
    public void There_are_three_projects_and_no_other() =>
        SourceTree.Projects.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)
            .ShouldBe(["HecateDaemon", "HecateDaemon.Adapters", "HecateDaemon.Lifecycle"]);

    [Fact]
    public void Lifecycle_needs_the_web_framework_and_two_pure_packages()
    {
        References("HecateDaemon.Lifecycle", "FrameworkReference").ShouldBe(["Microsoft.AspNetCore.App"]);
        References("HecateDaemon.Lifecycle", "PackageReference").Order(StringComparer.Ordinal).ShouldBe(["Semver", "YamlDotNet"]);
    }

    [Fact]
    public void Lifecycle_is_compiled_against_nothing_else()
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => path.Split(Path.DirectorySeparatorChar).Contains("shared"))
            .Select(Path.GetFileNameWithoutExtension)
            .ToHashSet(StringComparer.Ordinal);

        Lifecycle.GetReferencedAssemblies().Select(a => a.Name)
            .Where(name => !framework.Contains(name))
            .Except(["Semver", "YamlDotNet"], StringComparer.Ordinal).ShouldBeEmpty();
    }

    /// <summary>They are behind ports. (Sockets are not: the API and the probes are made of them.)</summary>
    [Fact]
    public void Lifecycle_touches_no_file_and_starts_no_process() =>
        DependentsIn(Lifecycle, "HecateDaemon.Lifecycle", OutsideWorld).ShouldBeEmpty();

    [Fact]
    public void Touching_a_file_would_be_seen() =>
        DependentsIn(typeof(SourceTree).Assembly, typeof(SourceTree).Namespace!, OutsideWorld)
            .ShouldContain(name => name == typeof(SourceTree).FullName);

    [Fact]
    public void Deployments_names_no_other_feature() => DependentsOnOtherFeatures("Deployments").ShouldBeEmpty();

    [Fact]
    public void Naming_another_feature_would_be_seen() =>
        DependentsOnOtherFeatures("Rollouts").ShouldContain(name => name == typeof(IWatchWorkloads).FullName);

    private static string[] OutsideWorld =>
        ["System.IO.File", "System.IO.Directory", "System.Diagnostics.Process"];

    /// <summary>The ground on which every feature stands is no other feature.</summary>
    private static IEnumerable<string> DependentsOnOtherFeatures(string feature)
    {
        var ground = new[] { "Values", "EventLog", "Catalogue", "Api", "Leadership", feature }.Select(name => $"HecateDaemon.Lifecycle.{name}");
        var others = Lifecycle.GetTypes().Select(t => t.Namespace)
            .Where(name => name?.StartsWith("HecateDaemon.Lifecycle.", StringComparison.Ordinal) is true)
            .Distinct(StringComparer.Ordinal)
            .Except(ground, StringComparer.Ordinal);
        return DependentsIn(Lifecycle, $"HecateDaemon.Lifecycle.{feature}", [.. others!]);
    }

    private static IEnumerable<string> DependentsIn(Assembly assembly, string space, string[] dependencies) =>
        Types.InAssembly(assembly).That().ResideInNamespace(space)
            .And().HaveDependencyOnAny(dependencies)
            .GetTypes()
            .Select(t => t.FullName!);

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(SourceTree.Root, "src", project, $"{project}.csproj"))
            .Descendants(kind)
            .Select(e => e.Attribute("Include")!.Value.Replace('\\', '/'));
}
