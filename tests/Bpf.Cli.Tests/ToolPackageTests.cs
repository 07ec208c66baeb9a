using System.Reflection;
using Bpf.Testing;

namespace Bpf.Cli.Tests;

/// <summary>The package of the command, installed as a user would.</summary>
public sealed class ToolPackageTests : IDisposable
{
    // An unpublished version.
    private const string Version = "0.1.0-test";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-tool-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void InstallsAsADotnetTool()
    {
        string feed = Path.Combine(_directory.FullName, "feed"), tools = Path.Combine(_directory.FullName, "tools");
        DotNet("pack", Path.Combine(Metadata("RepositoryRoot"), "src", "Bpf.Cli"), "--no-build", "-c", Metadata("Configuration"), "-o", feed, $"-p:PackageVersion={Version}", "-v", "quiet");
        DotNet("tool", "install", "Bpf.Cli", "--tool-path", tools, "--add-source", feed, "--ignore-failed-sources", "--version", Version);
        Assert.Contains("uprobe_multi", Tool.Run(Path.Combine(tools, "bpf"), "features"));
    }

    private static void DotNet(params string[] arguments)
        => Tool.Run("env", ["-u", "MSBuildSDKsPath", "-u", "MSBuildExtensionsPath", "-u", "MSBUILD_EXE_PATH", "-u", "MSBuildLoadMicrosoftTargetsReadOnly", "dotnet", .. arguments]);

    private static string Metadata(string key)
        => typeof(ToolPackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
