using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Loading;

/// <summary>Templates as parts of environment files.</summary>
public sealed class TemplatesOfFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Includes_start_from_the_folder_of_the_file()
    {
        Write("envs/services.yaml", "  app:\n    image: app:{{ tag }}\n    instances: {app-1: {ship: h}}\n");
        Write("envs/maestro.yaml", "__maestro: {schema: 2}\nname: demo\nships: {h: {ip: 10.0.0.1}}\nservices:\n{% include 'services.yaml' %}\n");

        Assert.Equal("app:5", Load("envs/maestro.yaml").Instance("app-1").Image.ToString());
    }

    [Fact]
    public void Mistakes_of_the_model_point_into_the_included_file()
    {
        Write("envs/services.yaml", "  app:\n    image: app:{{ tag }}\n    instances: {app-1: {ship: nowhere}}\n");
        Write("envs/maestro.yaml", "__maestro: {schema: 2}\nname: demo\nships: {h: {ip: 10.0.0.1}}\nservices:\n{% include 'services.yaml' %}\n");

        var mistake = Assert.Single(Assert.Throws<MaestroException>(() => Load("envs/maestro.yaml")).Diagnostics);
        Assert.Equal(new SourceLocation(Path.Combine("envs", "services.yaml"), 3, 31), mistake.Location);
    }

    [Fact]
    public void Mistakes_of_the_yaml_point_into_the_included_file()
    {
        Write("envs/services.yaml", "  app: [\n");
        Write("envs/maestro.yaml", "name: demo\nservices:\n{% include 'services.yaml' %}\nships: {}\n");

        var mistake = Assert.Throws<MaestroException>(() => Load("envs/maestro.yaml")).Diagnostics[0];
        Assert.Equal(DiagnosticCodes.YamlSyntax, mistake.Code);
    }

    [Fact]
    public void Includes_of_standard_input_start_from_the_working_directory()
    {
        Write("ships.yaml", "ships: {h: {ip: 10.0.0.1}}\n");
        var settings = Settings() with { StandardInput = new StringReader("__maestro: {schema: 2}\nname: demo\n{% include 'ships.yaml' %}\n") };

        Assert.Equal("h", Assert.Single(new Conductor(settings).Load("-").Ships).Name);
    }

    [Fact]
    public void Names_of_variables_are_checked()
    {
        var settings = Settings() with { Variables = new Dictionary<string, string> { ["a b"] = "1" } };
        Assert.Equal(DiagnosticCodes.InvalidOption, Assert.Throws<MaestroException>(() => new Conductor(settings).Load("x.yaml")).Diagnostics[0].Code);
    }

    private ConductorSettings Settings() => new()
    {
        WorkingDirectory = _folder.Path,
        EnvironmentVariables = new Dictionary<string, string>(),
        Variables = new Dictionary<string, string> { ["tag"] = "5" },
    };

    private MaestroEnvironment Load(string file) => new Conductor(Settings()).Load(file);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Path, name))!);
        File.WriteAllText(Path.Combine(_folder.Path, name), text);
    }
}
