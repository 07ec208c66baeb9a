using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace Bpf.Sdk.Tests;

public class PackageContentTests(PackageFeed feed)
{
    private static readonly string s_address = Repository.Address;

    // Kind of the custom debug information in a portable PDB.
    private static readonly Guid s_sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Fact]
    public void SdkPackageHasTheLayoutThatMSBuildAndRoslynExpect()
    {
        using ZipArchive package = feed.OpenPackage("Bpf.Sdk");
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];

        string[] expected =
        [
            "build/Bpf.Sdk.props", "build/Bpf.Sdk.targets", "build/BpfInner.globalconfig",
            "Sdk/Sdk.props", "Sdk/Sdk.targets", "Sdk/Version.props",
            "tasks/netstandard2.0/Bpf.Build.Tasks.dll",
            "tools/net10.0/verify/bpf.dll", "tools/net10.0/verify/bpf.runtimeconfig.json", "tools/net10.0/verify/guest/x86_64/init",
            "tools/net10.0/verify/guest/aarch64/init",
            "tools/net10.0/any/bpfc.dll", "tools/net10.0/any/bpfc.runtimeconfig.json", "tools/net10.0/any/Bpf.Compiler.dll", "tools/net10.0/any/ELFSharp.dll",
            RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "tools/net10.0/linux-x64/bpfc" : "tools/net10.0/linux-x64/bpfc.dll",
            RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "tools/net10.0/linux-arm64/bpfc" : "tools/net10.0/linux-arm64/bpfc.dll",
            "analyzers/dotnet/roslyn5.0/cs/Bpf.Generators.dll", "analyzers/dotnet/roslyn5.0/cs/Bpf.Analyzers.dll",
            "analyzers/dotnet/roslyn5.0/cs/Bpf.CodeFixes.dll",
        ];
        Assert.Empty(expected.Except(files));
        Assert.DoesNotContain(files, file => file.StartsWith("lib/", StringComparison.Ordinal) || file.EndsWith(".pdb", StringComparison.Ordinal));
    }

    [Fact]
    public void ThirdPartySoftwareInTheSdkPackageIsListedInTheNotices()
    {
        using ZipArchive package = feed.OpenPackage("Bpf.Sdk");
        string notices = Text(package, "THIRD-PARTY-NOTICES.txt");
        string[] foreign =
        [
            .. package.Entries.Where(entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal))
                .Select(entry => Path.GetFileNameWithoutExtension(entry.Name))
                .Where(name => !name.StartsWith("Bpf.", StringComparison.Ordinal) && name is not ("bpfc" or "bpf")).Distinct(),
        ];

        Assert.Contains("ELFSharp", foreign);
        Assert.All(foreign, name => Assert.Contains($"\n{name} (", notices, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Bpf")]
    [InlineData("Bpf.Objects")]
    [InlineData("Bpf.Profiling")]
    [InlineData("Bpf.Runtime")]
    [InlineData("Bpf.Symbols")]
    [InlineData("Bpf.Vmlinux")]
    public void LibraryPackageHasItsAssemblyAndDocumentation(string id)
    {
        using ZipArchive package = feed.OpenPackage(id);
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];

        Assert.Contains($"lib/net10.0/{id}.dll", files);
        Assert.Contains($"lib/net10.0/{id}.xml", files);
    }

    [Theory]
    [InlineData("Bpf")]
    [InlineData("Bpf.Abstractions")]
    [InlineData("Bpf.Objects")]
    [InlineData("Bpf.Profiling")]
    [InlineData("Bpf.Runtime")]
    [InlineData("Bpf.Symbols")]
    public void DocumentationCoversThePublicTypesOnly(string id)
    {
        using ZipArchive package = feed.OpenPackage(id);
        using MemoryStream assembly = new();
        using (Stream packed = package.GetEntry($"lib/net10.0/{id}.dll")!.Open())
        {
            packed.CopyTo(assembly);
        }

        assembly.Position = 0;
        using PEReader image = new(assembly);
        MetadataReader metadata = image.GetMetadataReader();
        string[] types =
        [
            .. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
                .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
        string[] documented =
        [
            .. XDocument.Parse(Text(package, $"lib/net10.0/{id}.xml").TrimStart('\uFEFF')).Descendants("member").Select(member => (string)member.Attribute("name")!),
        ];

        Assert.NotEmpty(types);
        Assert.Empty(types.Except(documented.Select(name => name[2..])));
        Assert.All(documented, name => Assert.Contains(types, type => name[2..] == type || name.AsSpan(2).StartsWith($"{type}.")));
    }

    [Theory]
    [InlineData("Bpf")]
    [InlineData("Bpf.Objects")]
    [InlineData("Bpf.Profiling")]
    [InlineData("Bpf.Runtime")]
    [InlineData("Bpf.Sdk")]
    [InlineData("Bpf.Symbols")]
    [InlineData("Bpf.Vmlinux")]
    public void PackageHasItsMetadata(string id)
    {
        using ZipArchive package = feed.OpenPackage(id);
        XElement[] metadata = [.. Specification(package, id).Elements().Single().Elements()];
        string Value(string name) => Assert.Single(metadata, element => element.Name.LocalName == name).Value;

        Assert.StartsWith("# ", Text(package, Value("readme")), StringComparison.Ordinal);
        using Stream icon = package.GetEntry(Value("icon"))!.Open();
        byte[] head = new byte[24];
        icon.ReadExactly(head);
        Assert.Equal("PNG"u8, head.AsSpan(1, 3));
        Assert.Equal([0, 0, 0, 128, 0, 0, 0, 128], head[16..]); // width and height
        Assert.Equal(s_address, Value("projectUrl"));
        XElement repository = Assert.Single(metadata, element => element.Name.LocalName == "repository");
        Assert.Equal(s_address, (string?)repository.Attribute("url"));
        Assert.Matches("^[0-9a-f]{40}$", (string?)repository.Attribute("commit"));
        Assert.Contains("ebpf", Value("tags").Split(' '));
        Assert.Equal("MIT", Value("license"));
        Assert.DoesNotContain(metadata, element => element.Name.LocalName == "developmentDependency");
    }

    [Theory]
    [InlineData("Bpf")]
    [InlineData("Bpf.Objects")]
    [InlineData("Bpf.Profiling")]
    [InlineData("Bpf.Runtime")]
    [InlineData("Bpf.Symbols")]
    public void SymbolsNameTheirSourcesInTheRepository(string id)
    {
        using ZipArchive package = feed.OpenPackage(id, "snupkg");
        using MemoryStream symbols = new();
        using (Stream entry = package.GetEntry($"lib/net10.0/{id}.pdb")!.Open())
        {
            entry.CopyTo(symbols);
        }

        symbols.Position = 0;
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(symbols);
        MetadataReader reader = provider.GetMetadataReader();
        string[] sourceLinks = [.. reader.CustomDebugInformation
            .Select(reader.GetCustomDebugInformation)
            .Where(information => reader.GetGuid(information.Kind) == s_sourceLink)
            .Select(information => System.Text.Encoding.UTF8.GetString(reader.GetBlobBytes(information.Value)))];
        Assert.Contains("https://raw.githubusercontent.com/bpf-sdk/bpf-sdk/", Assert.Single(sourceLinks), StringComparison.Ordinal);
    }

    private static XElement Specification(ZipArchive package, string id) => XElement.Parse(Text(package, $"{id}.nuspec"));

    private static string Text(ZipArchive package, string name)
    {
        using StreamReader reader = new(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
