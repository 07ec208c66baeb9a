using System.IO.Compression;

[assembly: AssemblyFixture(typeof(Bpf.Sdk.Tests.PackageFeed))]

namespace Bpf.Sdk.Tests;

/// <summary>
/// A directory outside the repository with the packages of this source tree. Projects below it take our packages from here, into a package folder of
/// their own; everything else comes from where this machine gets its packages.
/// </summary>
public sealed class PackageFeed : IDisposable
{
    // An unpublished version, so that no package folder contains it.
    public const string Version = "0.1.0-test";

    private int _projects;

    public PackageFeed()
    {
        Root = Directory.CreateTempSubdirectory("bpf-sdk-").FullName;
        foreach (string project in new[] { "Bpf.Abstractions", "Bpf.Objects", "Bpf", "Bpf.Vmlinux", "Bpf.Symbols", "Bpf.Runtime", "Bpf.Profiling", "Bpf.Sdk" })
        {
            Command.DotNet(Repository.Root, "pack", $"src/{project}", "-c", Repository.Configuration, "-o", PackageDirectory, $"-p:PackageVersion={Version}",
                "-nologo", "-v", "quiet").Succeed();
        }
        File.WriteAllText(Path.Combine(Root, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><add key="bpf-test" value="feed" /></packageSources>
              <fallbackPackageFolders>{MachinePackages()}</fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>The directory.</summary>
    public string Root { get; }

    /// <summary>The directory of the packages.</summary>
    public string PackageDirectory => Path.Combine(Root, "feed");

    public void Dispose() => Directory.Delete(Root, recursive: true);

    internal ZipArchive OpenPackage(string id, string extension = "nupkg") => ZipFile.OpenRead(Path.Combine(PackageDirectory, $"{id}.{Version}.{extension}"));

    internal string CreateDirectory(string name)
        => Directory.CreateDirectory(Path.Combine(Root, $"{name}{Interlocked.Increment(ref _projects)}")).FullName;

    private static string MachinePackages()
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");
        return Directory.Exists(packages) ? $"<add key=\"machine\" value=\"{packages}\" />" : "";
    }
}
