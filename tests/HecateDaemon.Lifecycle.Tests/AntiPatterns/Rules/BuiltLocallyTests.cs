namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class BuiltLocallyTests
{
    [Theory]
    [InlineData("compose.yaml", "services:\n  app:\n    build: .\n    image: ghcr.io/org/app\n")]
    [InlineData("docker-compose.prod.yml", "services:\n  app:\n    build: {context: .}\n")]
    [InlineData("pod.yaml", "spec:\n  containers:\n    - image: localhost/app:1.2.3\n")]
    [InlineData("pod.yaml", "spec:\n  containers:\n    - image: localhost:5000/app:1.2.3\n")]
    [InlineData("pod.yaml", "spec:\n  containers:\n    - image: app:dev\n")]
    [InlineData("pod.yaml", "spec:\n  containers:\n    - image: app:1.2.3\n      imagePullPolicy: Never\n")]
    [InlineData("app.build", "[Build]\nImageTag=localhost/app\nFile=./Containerfile\n")]
    [InlineData("app.container", "[Container]\nImage=app.build\n")]
    public void What_is_built_where_it_runs_is_guilty(string path, string text) => Lint.Codes(path, text).ShouldBe(["built_locally"]);

    [Theory]
    [InlineData("docker-compose.dev.yml", "services:\n  app:\n    build: .\n    image: app\n")]
    [InlineData("compose.override.yaml", "services:\n  app:\n    build: .\n")]
    [InlineData("compose.yaml", "services:\n  app:\n    image: ghcr.io/org/app:1.2.3\n")]
    [InlineData("pod.yaml", "spec:\n  containers:\n    - image: localhost.example.org/app:1.2.3\n")]
    [InlineData("app.container", "[Container]\nImage=app.image\n")]
    [InlineData("tasks.yaml", "build: {image: x}\nservices: [a]\n")]
    public void What_developers_use_or_a_registry_has_is_innocent(string path, string text) => Lint.Codes(path, text).ShouldBeEmpty();
}
