using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Bpf.Sdk.Tests;

public class PackageContentTests(PackageFeed feed)
{
    [Fact]
    public void TheSdkPackageHasItsPartsWhereMSBuildAndRoslynLook()
    {
        using ZipArchive package = feed.OpenPackage("Bpf.Sdk");
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];

        string[] expected =
        [
            "build/Bpf.Sdk.props", "build/Bpf.Sdk.targets", "build/BpfInner.globalconfig",
            "tasks/netstandard2.0/Bpf.Build.Tasks.dll",
            "tools/net10.0/any/bpfc.dll", "tools/net10.0/any/bpfc.runtimeconfig.json", "tools/net10.0/any/Bpf.Compiler.dll",
            RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "tools/net10.0/linux-x64/bpfc" : "tools/net10.0/linux-x64/bpfc.dll",
            RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "tools/net10.0/linux-arm64/bpfc" : "tools/net10.0/linux-arm64/bpfc.dll",
            "analyzers/dotnet/roslyn5.0/cs/Bpf.Generators.dll", "analyzers/dotnet/roslyn5.0/cs/Bpf.Analyzers.dll",
            "analyzers/dotnet/roslyn5.0/cs/Bpf.CodeFixes.dll",
        ];
        Assert.Empty(expected.Except(files));
        Assert.DoesNotContain(files, file => file.StartsWith("lib/", StringComparison.Ordinal) || file.EndsWith(".pdb", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Bpf")]
    [InlineData("Bpf.Runtime")]
    public void ALibraryPackageHasItsAssemblyAndDocumentation(string id)
    {
        using ZipArchive package = feed.OpenPackage(id);
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];

        Assert.Contains($"lib/net10.0/{id}.dll", files);
        Assert.Contains($"lib/net10.0/{id}.xml", files);
    }
}
