namespace Bpf.Sdk.Tests;

/// <summary>What a project with probes passes on to the projects that reference it, and what it does not.</summary>
public sealed class ReferenceTests(PackageFeed feed) : IClassFixture<ProbesPackage>
{
    [Fact]
    public void ObjectInAProjectThatHasThePackageThroughAnotherProjectIsAnError()
    {
        // The library has a plain reference to the package.
        ConsumerShape shape = new ConsumerShape(feed, "App", "Library").With("Library", "Probes.cs").With("App", "Program.cs");
        string library = shape["Library/Library.csproj"];
        File.WriteAllText(library, File.ReadAllText(library)
            .Replace($"Bpf.Sdk/{PackageFeed.Version}", "Microsoft.NET.Sdk", StringComparison.Ordinal)
            .Replace("</Project>", $"""
                  <ItemGroup><PackageReference Include="Bpf.Sdk" Version="{PackageFeed.Version}" /></ItemGroup>
                </Project>
                """, StringComparison.Ordinal));
        shape.DotNet("build", "App", "-nologo").Succeed();

        AssertOwnObjectIsAnError(shape, "App");
    }

    [Fact]
    public void ObjectInAProjectThatHasThePackageThroughAnotherPackageIsAnError()
        => AssertOwnObjectIsAnError(new ConsumerShape(feed, "Transitive").With("Transitive", "Program.cs"), "Transitive");

    [Fact]
    public void MissingSkeletonIsReportedWithItsCause()
    {
        ConsumerShape shape = new ConsumerShape(feed, "Transitive").With("Transitive", "Program.cs");
        File.WriteAllText(shape["Transitive/Own.cs"], OwnObject + "public static class User { public static void Use() => OwnSkeleton.Open(); }\n");

        IReadOnlyList<string> errors = shape.DotNet("build", "Transitive", "-nologo").Fail().Errors;

        Assert.Contains(errors, error => error.Contains("CS0103", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("BPF0904", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PrivateAssets=\"all\"")]
    public void PackedLibraryDependsOnlyOnTheLibraries(string metadata)
    {
        Assert.Equal(["Bpf", "Bpf.Runtime"], ProbesPackage.DependenciesOf(feed.PackageDirectory, "Consumer.Probes"));

        // The same with a reference instead of the SDK, whatever else the library references.
        ConsumerShape shape = new ConsumerShape(feed, "Library").With("Library", "Probes.cs");
        string project = shape["Library/Library.csproj"];
        File.WriteAllText(project, File.ReadAllText(project)
            .Replace($"Bpf.Sdk/{PackageFeed.Version}", "Microsoft.NET.Sdk", StringComparison.Ordinal)
            .Replace("</Project>", $"""
                  <ItemGroup>
                    <PackageReference Include="Bpf.Sdk" Version="{PackageFeed.Version}" {metadata} />
                    <PackageReference Include="Consumer.Probes" Version="{PackageFeed.Version}" />
                  </ItemGroup>
                </Project>
                """, StringComparison.Ordinal)
            .Replace("<PackageId>Consumer.Probes", "<PackageId>Consumer.Others", StringComparison.Ordinal));
        string probes = shape["Library/Probes.cs"];
        File.WriteAllText(probes, File.ReadAllText(probes).Replace("namespace Consumer", "namespace Others", StringComparison.Ordinal));

        CommandResult pack = shape.DotNet("pack", "Library", "-nologo", "-o", shape["out"]).Succeed();

        Assert.Empty(pack.Warnings);
        Assert.Equal(["Bpf", "Bpf.Runtime", "Consumer.Probes"], ProbesPackage.DependenciesOf(shape["out"], "Consumer.Others").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("fsproj", "F#")]
    [InlineData("vbproj", "Visual Basic")]
    public void OtherLanguagesGetOneWarning(string extension, string language)
    {
        ConsumerShape shape = new(feed);
        File.WriteAllText(shape[$"Library.{extension}"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Bpf.Sdk" Version="{PackageFeed.Version}" />
                <Compile Include="Library.fs" Condition="'$(MSBuildProjectExtension)' == '.fsproj'" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(shape["Library.fs"], "module Library\n[<Bpf.BpfObject>]\ntype Probes() = class end\n");
        File.WriteAllText(shape["Library.vb"], "<Bpf.BpfObject> Public Class Probes\nEnd Class\n");

        CommandResult build = shape.DotNet("build", "-nologo").Succeed();

        string warning = Assert.Single(build.Warnings);
        Assert.Contains($"warning BPF0905: Bpf.Sdk compiles C#: BPF code in this {language} project is not compiled", warning, StringComparison.Ordinal);
        Assert.Empty(shape.DotNet("build", "-nologo", "-p:BpfEnabled=false").Succeed().Warnings);
    }

    private const string OwnObject = "[Bpf.BpfObject] public static class Own { [Bpf.Xdp] public static int Pass(Bpf.XdpContext context) => 2; }\n";

    private static void AssertOwnObjectIsAnError(ConsumerShape shape, string folder)
    {
        File.WriteAllText(shape[$"{folder}/Own.cs"], OwnObject);

        string error = Assert.Single(shape.DotNet("build", folder, "-nologo").Fail().Errors);

        Assert.Contains("Own.cs(1,37): error BPF0904: 'Own' is a BPF object, but this project does not reference Bpf.Sdk", error, StringComparison.Ordinal);
        Assert.Contains("<PackageReference Include=\"Bpf.Sdk\" />", error, StringComparison.Ordinal);
    }
}
