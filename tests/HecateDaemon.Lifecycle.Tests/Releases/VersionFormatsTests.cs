using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.Tests.Releases;

public sealed class VersionFormatsTests
{
    [Theory]
    [InlineData("package.json", "{\n  \"name\": \"a\",\n  \"version\": \"1.2.3\",\n  \"dependencies\": {\"version\": \"9.9.9\"}\n}", "version")]
    [InlineData("package.json", "\uFEFF{\"näme\": \"é\", \"version\": \"1.2.3\"}", "version")]
    [InlineData("package-lock.json", "{\"version\": \"1.2.3\", \"packages\": {\"\": {\"version\": \"1.2.3\"}, \"node_modules/a\": {\"version\": \"9.9.9\"}}}", "version", "packages..version")]
    [InlineData("ext/manifest.json", "{\"manifest_version\": 3, \"version\": \"1.2.3\"}", "version")]
    [InlineData("Cargo.toml", "[package]\nname = \"a\"\nversion = \"1.2.3\" # here\n[dependencies]\nb = { version = \"9.9.9\" }\n", "package.version")]
    [InlineData("Cargo.toml", "[workspace.package]\r\nversion = '1.2.3'\r\n[dependencies.b]\r\nversion = \"9.9.9\"\r\n", "workspace.package.version")]
    [InlineData("Cargo.lock", "[[package]]\nname = \"a\"\nversion = \"1.2.3\"\n\n[[package]]\nname = \"b\"\nversion = \"9.9.9\"\nsource = \"registry\"\n", "a")]
    [InlineData("pyproject.toml", "[project]\nname = \"a\"\nversion = \"1.2.3\"\n[tool.other]\nversion = \"9.9.9\"\n", "project.version")]
    [InlineData("pyproject.toml", "[tool.poetry]\ndescription = \"\"\"\nversion = \"9.9.9\"\n\"\"\"\nversion = \"1.2.3\"\n", "tool.poetry.version")]
    [InlineData("setup.cfg", "[metadata]\nname = a\nversion = 1.2.3\n", "metadata.version")]
    [InlineData("src/a/__init__.py", "\"\"\"Docs.\"\"\"\n__version__ = '1.2.3'\n", "__version__")]
    [InlineData("setup.py", "setup(\n    name='a',\n    version='1.2.3',\n)\n", "version")]
    [InlineData("src/a.app.src", "%% {vsn, \"9.9.9\"}\n{application, a, [\n  {vsn, \"1.2.3\"}]}.\n", "vsn")]
    [InlineData("rebar.config", "{relx, [{release, {a, \"1.2.3\"}, [a]}]}.\n", "a")]
    [InlineData("mix.exs", "defmodule A do\n  @version \"1.2.3\"\n  def project, do: [app: :a, version: @version, deps: deps()]\nend\n", "@version")]
    [InlineData("mix.exs", "def project do\n  [app: :a,\n   version: \"1.2.3\", # \"9.9.9\"\n   elixir_version: \"9.9.9\"]\nend\n", "version")]
    [InlineData("src/A/A.csproj", "<Project Sdk=\"x\">\n  <!-- <Version>9.9.9</Version> -->\n  <PropertyGroup Condition=\"'a' > 'b'\">\n    <Version>1.2.3</Version>\n  </PropertyGroup>\n</Project>", "Version")]
    [InlineData("Directory.Build.props", "<Project><PropertyGroup><VersionPrefix>1.2.3</VersionPrefix></PropertyGroup></Project>", "VersionPrefix")]
    [InlineData("pom.xml", "<project><parent><version>1.2.3</version></parent><dependencies><dependency><version>9.9.9</version></dependency></dependencies></project>", "parent.version")]
    [InlineData("pom.xml", "<?xml version=\"1.0\"?>\n<project xmlns=\"x\">\n  <version>${revision}</version>\n  <properties><revision>1.2.3</revision></properties>\n</project>", "properties.revision")]
    [InlineData("build.gradle", "plugins { id 'x' version '9.9.9' }\nversion = '1.2.3'\ndependencies { implementation group: 'a', version: '9.9.9' }\n", "version")]
    [InlineData("build.gradle.kts", "allprojects {\n  group = \"a\"\n  version = \"1.2.3\"\n}\n", "version")]
    [InlineData("gradle.properties", "# comment\nVERSION_NAME=1.2.3\nkotlin.version=9.9.9\n", "VERSION_NAME")]
    [InlineData("uv.lock", "version = 1\n[[package]]\nname = \"a\"\nversion = \"1.2.3\"\nsource = { virtual = \".\" }\n", "a")]
    [InlineData("lib/a/version.rb", "module A\n  A_VERSION = VERSION = '1.2.3'.freeze\nend\n", "VERSION")]
    [InlineData("a.gemspec", "Gem::Specification.new do |s|\n  s.version = \"1.2.3\"\n  s.required_ruby_version = \">= 2\"\n", "s.version")]
    [InlineData("version.go", "package a\n\nconst (\n\tMinVersion = \"9.9.9\"\n\tVersion string = \"1.2.3\"\n)\n", "Version")]
    [InlineData("VERSION", "1.2.3\n", "")]
    [InlineData("charts/a/Chart.yaml", "apiVersion: v2\nname: a\nversion: 1.2.3\nappVersion: \"1.2.3\"\ndependencies:\n- version: 9.9.9\n", "version", "appVersion")]
    public void Versions_are_found_where_they_stand(string path, string text, params string[] keys)
    {
        var reading = VersionFormats.For(path).ShouldNotBeNull().Read(text);
        reading.Places.Select(p => p.Key).ShouldBe(keys);
        reading.Places.ShouldAllBe(p => p.Text == "1.2.3" && text.Substring(p.Start, 5) == "1.2.3");
    }

    [Theory]
    [InlineData("src/a.app.src", "{application, a, [{vsn, git}]}.", "{vsn, git}")]
    [InlineData("src/a.app.src", "{application, a, [{vsn, \"git\"}]}.", "{vsn, \"git\"}")]
    [InlineData("mix.exs", "[app: :a, version: version(), deps: []]", "version: version()")]
    [InlineData("pyproject.toml", "[project]\nname = \"a\"\ndynamic = [\"version\"]\n", "dynamic")]
    [InlineData("crates/a/Cargo.toml", "[package]\nname = \"a\"\nversion.workspace = true\n", "the workspace's")]
    [InlineData("setup.cfg", "[metadata]\nversion = attr: a.__version__\n", "attr: a.__version__")]
    [InlineData("pom.xml", "<project><version>${revision}</version></project>", "${revision}")]
    [InlineData("build.gradle", "version = rootProject.version\n", "version = rootProject.version")]
    public void A_version_from_elsewhere_is_said_so(string path, string text, string computed)
    {
        var reading = VersionFormats.For(path).ShouldNotBeNull().Read(text);
        reading.Places.ShouldBeEmpty();
        reading.Computed.ShouldBe(computed);
    }

    [Theory]
    [InlineData("package.json", "{\"version\": ")]
    [InlineData("pom.xml", "<project><version>1.2.3</project>")]
    [InlineData("A.csproj", "<Project")]
    [InlineData("VERSION", "see below\nand above")]
    [InlineData("a.app.src", "<<<<<<< HEAD")]
    public void A_broken_file_is_unreadable(string path, string text) =>
        VersionFormats.For(path).ShouldNotBeNull().Read(text).Unreadable.ShouldNotBeNull();

    [Theory]
    [InlineData("README.md")]
    [InlineData("package.json5")]
    [InlineData("a/b/c/d/e/__init__.py")]
    [InlineData("src/version.c")]
    public void Other_files_have_none(string path) => VersionFormats.For(path).ShouldBeNull();
}
